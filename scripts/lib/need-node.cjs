'use strict';

// In the JavaScript of long ago, so that a Node of long ago can read it and say what is wrong.

var spawnSync = require('child_process').spawnSync;
var path = require('path');

/** What the product and its tools run on. */
var oldest = '22.18';
/** What can at least install the Node that the dependencies bring. */
var oldestToInstall = '20.12';

var bringsNode = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
var broughtNode = path.join(__dirname, '../../node_modules/node-linux-' + process.arch, 'bin/node');

/** @param {string} least */
function stopUnlessAtLeast(least) {
  if (process.versions.node.localeCompare(least, 'en', { numeric: true }) >= 0) return;
  process.stderr.write(
    'Porchlight needs Node ' +
      least +
      ' or newer, and this is Node ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org and try again.\n',
  );
  process.exit(1);
}

/**
 * The Node that runs the product: the one that the dependencies bring (Linux on x64 and arm64), or
 * the one that runs this when it is new enough. Ends the process with one sentence when neither is.
 * Call it once the dependencies are installed.
 */
exports.productNode = function productNode() {
  if (bringsNode && spawnSync(broughtNode, ['--version']).status === 0) return broughtNode;
  stopUnlessAtLeast(oldest);
  return process.execPath;
};

stopUnlessAtLeast(bringsNode ? oldestToInstall : oldest);
