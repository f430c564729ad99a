/** What is pasted into the shop once: where the Worker is, which store, and the secret it signs with. */

const SECRET_BYTES = 32

export function newSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}

export function connectionCode(pair: {
  readonly originURL: string
  readonly storeID: string
  readonly secret: string
}): string {
  const code = JSON.stringify({ url: pair.originURL, storeID: pair.storeID, secret: pair.secret })
  return base64url(new TextEncoder().encode(code))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
