import ipaddr from 'ipaddr.js';

/** The addresses that webhooks may be sent to. */
export interface WebhookTargets {
  /** Plain http is for a developer's machine only. */
  httpsOnly: boolean;
  /** Networks that are not on the public internet, and that the operator allows all the same. */
  allowedNetworks: readonly string[];
}

const publicIpv6 = ipaddr.parseCIDR('2000::/3');

/** Public addresses of a cloud's metadata service: Azure answers at this one. */
const hostsOwn: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether a webhook may be sent to this IP address: to the public internet, and to the networks that the operator
 * allows, but not to this machine, its network or the cloud's metadata service (SSRF).
 */
export function isAllowedAddress(address: string, allowedNetworks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Also unwraps IPv4-mapped IPv6 addresses.
  const ip = ipaddr.process(address);
  if (allowedNetworks.some((network) => isWithin(ip, network))) return true;
  if (ip.range() !== 'unicast' || hostsOwn.has(ip.toString())) return false;
  return ip.kind() === 'ipv4' || (ip as ipaddr.IPv6).match(publicIpv6);
}

function isWithin(ip: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = network.includes('/') ? ipaddr.parseCIDR(network) : wholeAddress(network);
  return ip.kind() === base.kind() && ip.match(base, bits);
}

function wholeAddress(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
