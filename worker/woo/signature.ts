/** Who sent this, and is it meant for now: SHOP.md's signature, in both directions. */
import { hex, sha256Hex } from './sha-256.ts'

export const TIMESTAMP_HEADER = 'Tillbridge-Timestamp'
export const NONCE_HEADER = 'Tillbridge-Nonce'
export const SIGNATURE_HEADER = 'Tillbridge-Signature'
/** Either way. A nonce need not be remembered for longer than twice this. */
export const SIGNATURE_WINDOW_SECONDS = 300

const VERSION = 'v1'
const FORMS = {
  [TIMESTAMP_HEADER]: /^\d{1,12}$/,
  [NONCE_HEADER]: /^[0-9a-f]{32,64}$/i,
  [SIGNATURE_HEADER]: /^v1=[0-9a-f]{64}$/i,
} as const

export type SignedRequest = {
  readonly method: string
  /** Without query. */
  readonly path: string
  /** Raw, before anything parsed it. */
  readonly body: Uint8Array<ArrayBuffer>
}

export type SignatureHeader = keyof typeof FORMS

export type SignatureVerdict =
  | { readonly kind: 'ok'; readonly nonce: string; readonly timestampSeconds: number }
  | { readonly kind: 'missing'; readonly header: SignatureHeader }
  | { readonly kind: 'malformed'; readonly header: SignatureHeader }
  /** Rightly signed, but outside the window. */
  | { readonly kind: 'clock'; readonly theirSeconds: number; readonly ourSeconds: number }
  | { readonly kind: 'wrong-signature' }

/** Method, path and body's hash under a time and a nonce: the text that is signed. */
export type SignatureParts = {
  readonly timestampSeconds: number
  readonly nonce: string
  readonly method: string
  readonly path: string
  readonly bodySHA256Hex: string
}

/**
 * The verdict on a request. The signature is checked before the clock, so that `clock` is only
 * ever said to someone who holds the secret. That a nonce counts once is for the caller to keep.
 */
export async function verifySignature({
  headers,
  request,
  secrets,
  nowMs,
}: {
  readonly headers: { get(name: string): string | null }
  readonly request: SignedRequest
  /** The store's secret, and the one before it while a rotation lasts. */
  readonly secrets: readonly string[]
  readonly nowMs: number
}): Promise<SignatureVerdict> {
  const read = readHeaders(headers)
  if (read.kind !== 'read') {
    return read
  }
  const { timestampSeconds, nonce, signatureHex } = read
  const base = signatureBase({ ...(await partsOf(request)), timestampSeconds, nonce })
  const matches = await Promise.all(
    secrets.map((secret) => isSignature(secret, base, signatureHex)),
  )
  if (!matches.includes(true)) {
    return { kind: 'wrong-signature' }
  }
  const ourSeconds = Math.floor(nowMs / 1000)
  if (Math.abs(ourSeconds - timestampSeconds) > SIGNATURE_WINDOW_SECONDS) {
    return { kind: 'clock', theirSeconds: timestampSeconds, ourSeconds }
  }
  return { kind: 'ok', nonce, timestampSeconds }
}

/** The three headers for a request of our own. The nonce is 32 to 64 hex characters, used once. */
export async function signedHeaders({
  request,
  secret,
  nonce,
  nowMs,
}: {
  readonly request: SignedRequest
  readonly secret: string
  readonly nonce: string
  readonly nowMs: number
}): Promise<Readonly<Record<SignatureHeader, string>>> {
  const timestampSeconds = Math.floor(nowMs / 1000)
  const base = signatureBase({ ...(await partsOf(request)), timestampSeconds, nonce })
  return {
    [TIMESTAMP_HEADER]: String(timestampSeconds),
    [NONCE_HEADER]: nonce,
    [SIGNATURE_HEADER]: `${VERSION}=${await sign(secret, base)}`,
  }
}

export function signatureBase(parts: SignatureParts): string {
  const { timestampSeconds, nonce, method, path, bodySHA256Hex } = parts
  return [VERSION, timestampSeconds, nonce, method.toUpperCase(), path, bodySHA256Hex].join('\n')
}

/** HMAC-SHA256 in hex, keyed with the secret's UTF-8 bytes. */
export async function sign(secret: string, base: string): Promise<string> {
  return hex(await crypto.subtle.sign('HMAC', await keyOf(secret), new TextEncoder().encode(base)))
}

/** `verify` compares in constant time; comparing hex texts would not. */
async function isSignature(secret: string, base: string, signatureHex: string): Promise<boolean> {
  const bytes = signatureHex.match(/../g) ?? []
  const signature = Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16))
  const key = await keyOf(secret)
  return crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(base))
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder().encode(secret)
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify'])
}

async function partsOf({ method, path, body }: SignedRequest) {
  return { method, path, bodySHA256Hex: await sha256Hex(body) }
}

type ReadHeaders = {
  readonly kind: 'read'
  readonly timestampSeconds: number
  readonly nonce: string
  readonly signatureHex: string
}

function readHeaders(headers: {
  get(name: string): string | null
}): ReadHeaders | Extract<SignatureVerdict, { header: SignatureHeader }> {
  const timestamp = headers.get(TIMESTAMP_HEADER) ?? ''
  const nonce = headers.get(NONCE_HEADER) ?? ''
  const signature = headers.get(SIGNATURE_HEADER) ?? ''
  const values = [
    [TIMESTAMP_HEADER, timestamp],
    [NONCE_HEADER, nonce],
    [SIGNATURE_HEADER, signature],
  ] as const
  for (const [header, value] of values) {
    if (value === '') {
      return { kind: 'missing', header }
    }
    if (!FORMS[header].test(value)) {
      return { kind: 'malformed', header }
    }
  }
  const signatureHex = signature.slice(`${VERSION}=`.length)
  return { kind: 'read', timestampSeconds: Number(timestamp), nonce, signatureHex }
}
