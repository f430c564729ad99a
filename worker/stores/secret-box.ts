/**
 * A store's signing secret must be read back to check a signature, so it is encrypted, not hashed:
 * AES-256-GCM under `TILLBRIDGE_KEY`, a Worker secret that no table holds.
 */

const KEY_BYTES = 32
/** 96 bits, the size GCM is specified for (NIST SP 800-38D). */
const IV_BYTES = 12

/** `{base64 iv}.{base64 cipher}`. The store ID is bound in: one store's box opens for no other. */
export async function sealSecret(
  secret: string,
  { key, storeID }: { readonly key: string; readonly storeID: string },
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const cipher = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(storeID) },
    await importKey(key),
    bytesOf(secret),
  )
  return `${base64(iv)}.${base64(new Uint8Array(cipher))}`
}

/** Throws when the box was sealed under another key or for another store. */
export async function openSecret(
  sealed: string,
  { key, storeID }: { readonly key: string; readonly storeID: string },
): Promise<string> {
  const [iv = '', cipher = ''] = sealed.split('.')
  const secret = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64(iv), additionalData: bytesOf(storeID) },
    await importKey(key),
    fromBase64(cipher),
  )
  return new TextDecoder().decode(secret)
}

async function importKey(key: string): Promise<CryptoKey> {
  const bytes = fromBase64(key)
  if (bytes.length !== KEY_BYTES) {
    throw new Error(`TILLBRIDGE_KEY must be ${KEY_BYTES} bytes in base64, it has ${bytes.length}`)
  }
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
