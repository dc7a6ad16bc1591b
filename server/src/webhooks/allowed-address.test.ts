import { expect, test } from 'vitest';
import { isAllowedAddress } from './allowed-address.ts';

test.each([
  ['this machine', '127.0.0.1'],
  ['this machine, by another number', '127.255.255.254'],
  ['this machine, IPv6', '::1'],
  ['this machine, IPv4 in IPv6', '::ffff:127.0.0.1'],
  ['this machine, IPv4 in IPv6 as hex', '::ffff:7f00:1'],
  ['this machine, the old form', '::7f00:1'],
  ['this machine, through NAT64', '64:ff9b::7f00:1'],
  ['this machine, through 6to4', '2002:7f00:1::'],
  ['no address', '0.0.0.0'],
  ['no address, IPv6', '::'],
  ['a private network', '10.0.0.1'],
  ['a private network', '172.16.0.1'],
  ['a private network', '192.168.1.1'],
  ['a private network, IPv6', 'fd12:3456::1'],
  ['a private network, the old form', 'fec0::1'],
  ['link-local', '169.254.1.1'],
  ['link-local, IPv6', 'fe80::1'],
  ['link-local, with a zone', 'fe80::1%eth0'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['metadata of AWS, Google and Azure', '169.254.169.254'],
  ['metadata of AWS, IPv6', 'fd00:ec2::254'],
  ['metadata of Alibaba', '100.100.100.200'],
  ['metadata of Oracle', '192.0.0.192'],
  ["Azure's own", '168.63.129.16'],
  ['multicast', '224.0.0.1'],
  ['multicast, IPv6', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '203.0.113.9'],
  ['documentation, IPv6', '2001:db8::1'],
  ['reserved', '240.0.0.1'],
  ['Teredo', '2001::1'],
  ['a name', 'localhost'],
  ['nothing', ''],
])('refuses %s: %s', (_, address) => {
  expect(isAllowedAddress(address, [])).toBe(false);
});

test.each(['93.184.215.14', '1.1.1.1', '2606:4700:4700::1111', '::ffff:93.184.215.14'])('allows %s', (address) => {
  expect(isAllowedAddress(address, [])).toBe(true);
});

test.each([
  ['10.1.2.3', ['10.1.2.0/24'], true],
  ['10.1.3.3', ['10.1.2.0/24'], false],
  ['::ffff:10.1.2.3', ['10.1.2.0/24'], true],
  ['10.1.2.3', ['10.1.2.3'], true],
  ['10.1.2.4', ['10.1.2.3'], false],
  ['fd00::1', ['10.0.0.0/8', 'fd00::/8'], true],
])('%s with %j allowed by the operator: %s', (address, networks, allowed) => {
  expect(isAllowedAddress(address, networks)).toBe(allowed);
});
