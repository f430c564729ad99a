/** Texts of whatever a shop or a company file may hold, drawn from a seed. */

/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Words and single blanks, which is what most texts are; then all that makes trouble. */
const WORDS = ['a', 'Tee', '19.90', ' ', ' ', '-', "O'Neill", 'x & y', '<b>', '"']
const TROUBLE = [
  '  \t\r\n\u000B\u0000\u0007\u007F\u0085\u00A0\u00AD\u2003\u2028\u2029\uFEFF',
  'éüß€–™ŸŁЖ北ﬁ½Ａ🎉👩\u200D\uD83C\uDF89\u0301\u030C\uFFFE\uFFFF\u{10FFFF}',
].flatMap((characters) => characters.split(''))
const MARKUP = ['&amp;', '&#233;', '&#xB;', '&#', '&', ';', '&lt;', '</a>', '<a b="', ']]>', '\r\n']

/** Up to ten pieces; about half of the texts have nothing unusual in them. */
export function randomText(random: Random): string {
  const pieces = random(2) === 0 ? WORDS : [...WORDS, ...TROUBLE, ...MARKUP]
  return Array.from({ length: random(11) }, () => pieces[random(pieces.length)] ?? '').join('')
}
