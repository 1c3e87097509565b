const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** Groups of an IPv6 address that name the network: the smallest that anybody is given is a /64. */
const NETWORK = 4;

/**
 * Whom limits by address count as one: an IPv4 address, or the network of an IPv6 one. Somebody with one line has
 * 2^64 IPv6 addresses, and would have as many shares.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').split('%')[0] ?? '';
  const mapped = MAPPED.exec(plain)?.[1];
  if (mapped) return mapped;
  if (!plain.includes(':')) return plain;
  const [left = [], right] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = right ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  const groups = [...left, ...zeros, ...(right ?? [])].map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.slice(0, NETWORK).join(':')}::/64`;
}
