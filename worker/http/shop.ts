/** The shop's door: who, then what, then a verdict on each change. SHOP.md is the contract. */
import { Hono } from 'hono'
import { openDatabase } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import type { Env } from '../env.ts'
import { openSecret } from '../stores/secret-box.ts'
import { claimNonce } from '../stores/nonces.ts'
import { findStore } from '../stores/store.ts'
import type { Store } from '../stores/store.ts'
import { decodeEnvelope, ENVELOPE_BYTES_MAX } from '../woo/changes.ts'
import type { Envelope } from '../woo/changes.ts'
import type { FieldProblem } from '../woo/field-problem.ts'
import { fieldSentence } from '../woo/field-problem.ts'
import { SIGNATURE_WINDOW_SECONDS, verifySignature } from '../woo/signature.ts'
import type { SignatureVerdict } from '../woo/signature.ts'
import { answerChanges } from './changes.ts'
import { readBody } from './body.ts'
import { problemResponse } from './problem-response.ts'

export const shop = new Hono<{ Bindings: Env }>()

shop.post('/:storeID/changes', async (context) => {
  const nowMs = Date.now()
  const db = openDatabase(context.env.DB)
  const store = await findStore(db, context.req.param('storeID'))
  if (store === null) {
    return problemResponse({
      status: 404,
      code: 'unknown-store',
      title: 'No shop is connected at this address. Paste the connection code again.',
    })
  }
  const body = await readBody(context.req.raw, ENVELOPE_BYTES_MAX)
  if (body === null) {
    return problemResponse({
      status: 413,
      code: 'too-large',
      title: `A request holds at most ${ENVELOPE_BYTES_MAX} bytes. Send fewer changes at a time.`,
    })
  }
  const refusal = await refuseStranger(context.req.raw, {
    body,
    store,
    db,
    env: context.env,
    nowMs,
  })
  if (refusal !== null) {
    return refusal
  }
  const envelope = readEnvelope(body)
  if ('kind' in envelope) {
    return problemResponse({
      status: 422,
      code: 'wrong-form',
      title: fieldSentence(envelope),
      facts: { field: envelope.field },
    })
  }
  if (!isSameAddress(envelope.shop.url, store.shopURL)) {
    return problemResponse({
      status: 409,
      code: 'shop-moved',
      title: `This connection belongs to ${store.shopURL}, not to ${envelope.shop.url}. A copy of a shop must not write into its books.`,
      facts: { expected: store.shopURL, got: envelope.shop.url },
    })
  }
  return context.json(await answerChanges(envelope, { db, store, nowMs }))
})

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
): Promise<Response | null> {
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
    : problemResponse({
        status: 409,
        code: 'nonce-used',
        title: 'This request was received before. Send it again under a new nonce.',
      })
}

function unauthorized(verdict: Exclude<SignatureVerdict, { kind: 'ok' }>): Response {
  switch (verdict.kind) {
    case 'missing':
    case 'malformed':
      return problemResponse({
        status: 401,
        code: 'signature',
        title: `${verdict.header} is ${verdict.kind}.`,
        facts: { wrong: 'signature' },
      })
    case 'wrong-signature':
      return problemResponse({
        status: 401,
        code: 'signature',
        title: 'The signature is not this store’s. Paste the connection code again.',
        facts: { wrong: 'signature' },
      })
    case 'clock':
      return problemResponse({
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

function readEnvelope(body: Uint8Array): Envelope | FieldProblem {
  try {
    return decodeEnvelope(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body)),
    )
  } catch {
    // Signed by the shop and still no JSON: a plugin's bug, which must say so, not retry in silence.
    return { kind: 'field-problem', field: '', expected: 'JSON in UTF-8', got: 'something else' }
  }
}

/** Two spellings of one address: case of the host, a slash at the end, http beside https. */
function isSameAddress(left: string, right: string): boolean {
  return normalAddress(left) === normalAddress(right)
}

function normalAddress(address: string): string {
  const url = URL.parse(address)
  return url === null ? address : `${url.host}${url.pathname.replace(/\/+$/, '')}`
}
