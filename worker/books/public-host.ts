/** Which hosts a store's address may name when we are the one who calls. */

/** RFC 6761, RFC 6762, RFC 8375 and ICANN's `.internal`: names that only the own network knows. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|home\.arpa|lan|invalid)$/
const IPV4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/

/** Whether the host is this very machine: `127.0.0.1`, `[::1]`, `localhost`. */
export function isLoopback({ hostname }: URL): boolean {
  const name = plainName(hostname)
  return name.startsWith('127.') ? IPV4.test(name) : /^(\[::1\]|(.+\.)?localhost)$/.test(name)
}

/**
 * Whether the host is out on the internet, as far as it says. A name that leads into a private
 * network is not looked up: a Worker has no such network to be led into.
 */
export function isPublicHost({ hostname }: URL): boolean {
  const name = plainName(hostname)
  if (name.startsWith('[')) {
    return isPublicIPv6(name)
  }
  const octets = IPV4.exec(name)
  if (octets !== null) {
    return isPublicIPv4(Number(octets[1]), Number(octets[2]))
  }
  return name.includes('.') && !PRIVATE_NAMES.test(name)
}

/** `URL` has read other spellings (decimal, hex, mapped) already; only the root's dot stays. */
function plainName(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '')
}

/** IANA's special-purpose registry, by whole second octets: some public neighbours are refused too. */
function isPublicIPv4(first: number, second: number): boolean {
  const isSpecial =
    first === 0 ||
    first === 10 ||
    first === 127 ||
    first >= 224 ||
    (first === 100 && second >= 64 && second <= 127) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && (second === 168 || second === 0)) ||
    (first === 198 && (second === 18 || second === 19))
  return !isSpecial
}

/** Global unicast is 2000::/3; in it 2002::/16 and 2001::/32 wrap an IPv4 address. */
function isPublicIPv6(bracketed: string): boolean {
  const [first = '', second = ''] = bracketed.slice(1, -1).split(':')
  const isGlobal = /^[23][0-9a-f]{3}$/.test(first)
  const isWrapping = first === '2002' || (first === '2001' && (second === '' || second === '0'))
  return isGlobal && !isWrapping
}
