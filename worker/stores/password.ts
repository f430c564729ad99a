/**
 * Passwords for the Web Connector are made here, never chosen: 200 random bits need no slow hash,
 * only one that a stolen table does not reveal.
 */

const PASSWORD_CHARACTERS = 40
const SALT_BYTES = 16
/** No 0/O or 1/l/I: the owner types it into the Web Connector by hand, once. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

export function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(PASSWORD_CHARACTERS))
  // 40 characters of 5 bits are 200 bits; grouped by five for the eye.
  const characters = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length])
  return characters.join('').replace(/(.{5})(?=.)/g, '$1-')
}

export type HashedPassword = { readonly salt: string; readonly hash: string }

export async function hashPassword(password: string): Promise<HashedPassword> {
  const salt = hexOf(crypto.getRandomValues(new Uint8Array(SALT_BYTES)))
  return { salt, hash: await digest(`${salt}:${password}`) }
}

/** Compares all of it whatever differs first, so that time tells nothing. */
export async function isPassword(password: string, stored: HashedPassword): Promise<boolean> {
  return equalInConstantTime(await digest(`${stored.salt}:${password}`), stored.hash)
}

export async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return hexOf(new Uint8Array(bytes))
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) {
    hex += HEX_OF_BYTE[byte]
  }
  return hex
}

export function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) {
    return false
  }
  let difference = 0
  for (let at = 0; at < left.length; at += 1) {
    difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  }
  return difference === 0
}
