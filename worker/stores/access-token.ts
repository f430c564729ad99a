/** What a link and a cookie carry: the store, so that it can be looked up there, and the secret. */
import { digest, hexOf } from './password.ts'

/** 256 bits. */
const SECRET_BYTES = 32
const FORM = /^([A-Za-z0-9_-]{1,64})\.([0-9a-f]{64})$/

export type AccessToken = {
  /** `storeID.secret`, for whoever is to get in. */
  readonly token: string
  readonly storeID: string
  /** All that is stored: the secret is random enough to need no salt. */
  readonly tokenHash: string
}

export function newAccessToken(storeID: string): Promise<AccessToken> {
  const secret = hexOf(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
  return accessToken(storeID, `${storeID}.${secret}`)
}

/** Null for what was never given out by anybody. */
export async function readAccessToken(token: string): Promise<AccessToken | null> {
  const [, storeID] = FORM.exec(token) ?? []
  return storeID === undefined ? null : accessToken(storeID, token)
}

async function accessToken(storeID: string, token: string): Promise<AccessToken> {
  return { token, storeID, tokenHash: await digest(token) }
}
