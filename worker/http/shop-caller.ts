/** Who comes to the shop's door, and with how much: checked before anything reads the body. */
import { openDatabase } from '../db/database.ts'
import type { Database, ReadingDatabase } from '../db/database.ts'
import type { Env } from '../env.ts'
import { claimNonce } from '../stores/nonces.ts'
import { openSecret } from '../stores/secret-box.ts'
import { findStore } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import type { FieldProblem } from '../woo/field-problem.ts'
import { fieldSentence } from '../woo/field-problem.ts'
import { SIGNATURE_WINDOW_SECONDS, verifySignature } from '../woo/signature.ts'
import type { SignatureVerdict } from '../woo/signature.ts'
import { readBody } from './body.ts'
import { problemResponse } from './problem-response.ts'

export type ShopCaller = {
  readonly kind: 'shop'
  readonly store: Store
  readonly db: ReadingDatabase
  readonly nowMs: number
  /** What was signed: JSON, or a plugin's bug; see `jsonIn`. */
  readonly body: Uint8Array<ArrayBuffer>
}

export type Refused = { readonly kind: 'refused'; readonly response: Response }

export async function shopCaller(
  request: Request,
  {
    storeID,
    bytesMax,
    env,
  }: { readonly storeID: string; readonly bytesMax: number; readonly env: Env },
): Promise<ShopCaller | Refused> {
  const nowMs = Date.now()
  const db = openDatabase(env.DB)
  const store = await findStore(db, storeID)
  if (store === null) {
    return refused({
      status: 404,
      code: 'unknown-store',
      title: 'No shop is connected at this address. Paste the connection code again.',
    })
  }
  const body = await readBody(request, bytesMax)
  if (body === null) {
    return refused({
      status: 413,
      code: 'too-large',
      title: `A request holds at most ${bytesMax} bytes. Send fewer changes at a time.`,
    })
  }
  const stranger = await refuseStranger(request, { body, store, db, env, nowMs })
  return stranger ?? { kind: 'shop', store, db, nowMs, body }
}

/** Undefined for what is no JSON in UTF-8. */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body))
  } catch {
    // JSON has no such value: the door says what it expected.
    return undefined
  }
}

export function wrongForm(problem: FieldProblem): Response {
  return problemResponse({
    status: 422,
    code: 'wrong-form',
    title: fieldSentence(problem),
    facts: { field: problem.field },
  })
}

/** The answer to a shop that stands elsewhere than its store. */
export function shopMoved({ shopURL }: Store, shopAddress: string): Response {
  return problemResponse({
    status: 409,
    code: 'shop-moved',
    title: `This connection belongs to ${shopURL}, not to ${shopAddress}. A copy of a shop must not write into its books.`,
    facts: { expected: shopURL, got: shopAddress },
  })
}

function refused(problem: Parameters<typeof problemResponse>[0]): Refused {
  return { kind: 'refused', response: problemResponse(problem) }
}

async function refuseStranger(
  request: Request,
  {
    body,
    store,
    db,
    env,
    nowMs,
  }: {
    readonly body: Uint8Array<ArrayBuffer>
    readonly store: Store
    readonly db: Database
    readonly env: Env
    readonly nowMs: number
  },
): Promise<Refused | null> {
  const verdict = await verifySignature({
    headers: request.headers,
    request: { method: request.method, path: new URL(request.url).pathname, body },
    secrets: await secretsOf(store, { key: env.TILLBRIDGE_KEY, nowMs }),
    nowMs,
  })
  if (verdict.kind !== 'ok') {
    return unauthorized(verdict)
  }
  const isNew = await claimNonce(db, {
    storeID: store.storeID,
    nonce: verdict.nonce.toLowerCase(),
    // As long as a request under this timestamp could still be inside the window.
    expiresAtMs: (verdict.timestampSeconds + SIGNATURE_WINDOW_SECONDS + 1) * 1000,
    nowMs,
  })
  return isNew
    ? null
    : refused({
        status: 409,
        code: 'nonce-used',
        title: 'This request was received before. Send it again under a new nonce.',
      })
}

function unauthorized(verdict: Exclude<SignatureVerdict, { kind: 'ok' }>): Refused {
  switch (verdict.kind) {
    case 'missing':
    case 'malformed':
      return refused({
        status: 401,
        code: 'signature',
        title: `${verdict.header} is ${verdict.kind}.`,
        facts: { wrong: 'signature' },
      })
    case 'wrong-signature':
      return refused({
        status: 401,
        code: 'signature',
        title: 'The signature is not this store’s. Paste the connection code again.',
        facts: { wrong: 'signature' },
      })
    case 'clock':
      return refused({
        status: 401,
        code: 'clock',
        title: `The shop’s clock differs from Tillbridge’s by ${Math.abs(verdict.theirSeconds - verdict.ourSeconds)} seconds; ${SIGNATURE_WINDOW_SECONDS} are allowed.`,
        facts: { wrong: 'clock', time: verdict.ourSeconds },
      })
  }
}

async function secretsOf(
  store: Store,
  { key, nowMs }: { readonly key: string; readonly nowMs: number },
): Promise<readonly string[]> {
  const { storeID } = store
  const current = await openSecret(store.secretCipher, { key, storeID })
  const isRotating =
    store.previousSecretCipher !== null && (store.previousSecretUntilMs ?? 0) > nowMs
  return isRotating
    ? [current, await openSecret(store.previousSecretCipher ?? '', { key, storeID })]
    : [current]
}
