/** Both primes: each character reaches every bit of its half. */
const FIRST_FACTOR = 0x9e_37_79_b1
const SECOND_FACTOR = 0x85_eb_ca_77

/**
 * 16 hex digits by which two texts are told apart: a change that leaves them as they are is one in
 * 10^19. No secret is kept by them. Synchronous, since it is asked in the middle of pure code.
 */
export function textDigest(text: string): string {
  let first = text.length
  let second = ~text.length
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    first = Math.imul(first ^ code, FIRST_FACTOR)
    first ^= first >>> 15
    second = Math.imul(second ^ code, SECOND_FACTOR)
    second ^= second >>> 13
  }
  return [first ^ (second >>> 16), second ^ (first >>> 16)].map(hex).join('')
}

function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0')
}
