import { expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import { signedHeaders, verifySignature } from '../../worker/woo/signature.ts'
import type { SignedRequest } from '../../worker/woo/signature.ts'

const SECRET = 'a secret with ümlauts'
const NONCE = '0123456789abcdef0123456789abcdef'
const NOW_MS = 1_790_000_000_500
const REQUEST: SignedRequest = {
  method: 'POST',
  path: '/shop/k3f9x2/changes',
  body: new TextEncoder().encode('{"protocol":1}'),
}

async function headersOf(request = REQUEST, secret = SECRET, nowMs = NOW_MS) {
  return new Headers(await signedHeaders({ request, secret, nonce: NONCE, nowMs }))
}

function verdict(headers: Headers, request = REQUEST, secrets: readonly string[] = [SECRET]) {
  return verifySignature({ headers, request, secrets, nowMs: NOW_MS })
}

async function verdictAfter(seconds: number) {
  return verdict(await headersOf(REQUEST, SECRET, NOW_MS + seconds * 1000))
}

test('the signature is the HMAC that SHOP.md describes', async () => {
  const bodyHash = createHash('sha256').update('{"protocol":1}').digest('hex')
  const base = `v1\n1790000000\n${NONCE}\nPOST\n/shop/k3f9x2/changes\n${bodyHash}`
  const expected = createHmac('sha256', Buffer.from(SECRET, 'utf8')).update(base).digest('hex')
  expect(
    await signedHeaders({ request: REQUEST, secret: SECRET, nonce: NONCE, nowMs: NOW_MS }),
  ).toEqual({
    'Tillbridge-Timestamp': '1790000000',
    'Tillbridge-Nonce': NONCE,
    'Tillbridge-Signature': `v1=${expected}`,
  })
})

test('plugin and Worker sign alike', async () => {
  // The same figures stand in the plugin's test/wp-shim/tests/core/SignatureTest.php.
  const signature = '356a601d867b2bf8e456a88936ba6348ce77498dba470ac7a849f3d0c382a4a3'
  expect((await headersOf()).get('Tillbridge-Signature')).toBe(`v1=${signature}`)
})

test('a signed request is believed, and says its nonce', async () => {
  expect(await verdict(await headersOf())).toEqual({
    kind: 'ok',
    nonce: NONCE,
    timestampSeconds: 1_790_000_000,
  })
})

test('a changed body, path or method is not believed', async () => {
  const headers = await headersOf()
  for (const change of [
    { body: new TextEncoder().encode('{"protocol":2}') },
    { path: '/shop/other/changes' },
    { method: 'PUT' },
  ]) {
    expect(await verdict(headers, { ...REQUEST, ...change })).toEqual({ kind: 'wrong-signature' })
  }
})

test('a changed time or nonce is not believed', async () => {
  for (const [name, value] of [
    ['Tillbridge-Timestamp', '1790000001'],
    ['Tillbridge-Nonce', NONCE.replace('0', 'f')],
  ] as const) {
    const headers = await headersOf()
    headers.set(name, value)
    expect(await verdict(headers)).toEqual({ kind: 'wrong-signature' })
  }
})

test('during a rotation both secrets are believed, and no third', async () => {
  const headers = await headersOf(REQUEST, 'the old one')
  expect((await verdict(headers, REQUEST, ['the new one', 'the old one'])).kind).toBe('ok')
  expect((await verdict(headers, REQUEST, ['the new one'])).kind).toBe('wrong-signature')
  expect((await verdict(headers, REQUEST, [])).kind).toBe('wrong-signature')
})

test('five minutes either way are allowed, and not a second more', async () => {
  expect((await verdictAfter(300)).kind).toBe('ok')
  expect((await verdictAfter(-300)).kind).toBe('ok')
  expect(await verdictAfter(-301)).toEqual({
    kind: 'clock',
    theirSeconds: 1_789_999_699,
    ourSeconds: 1_790_000_000,
  })
  expect((await verdictAfter(301)).kind).toBe('clock')
})

test('the clock is only spoken of to someone who holds the secret', async () => {
  const headers = await headersOf(REQUEST, 'somebody else’s', NOW_MS - 3_600_000)
  expect(await verdict(headers)).toEqual({ kind: 'wrong-signature' })
})

test('a missing header and a malformed one are told apart, and named', async () => {
  for (const header of ['Tillbridge-Timestamp', 'Tillbridge-Nonce', 'Tillbridge-Signature']) {
    const without = await headersOf()
    without.delete(header)
    expect(await verdict(without)).toEqual({ kind: 'missing', header } as never)
    const garbled = await headersOf()
    garbled.set(header, 'v2=00')
    expect(await verdict(garbled)).toEqual({ kind: 'malformed', header } as never)
  }
})

test('a nonce is 32 to 64 hex characters', async () => {
  for (const [length, kind] of [
    [31, 'malformed'],
    [32, 'ok'],
    [64, 'ok'],
    [65, 'malformed'],
  ] as const) {
    const nonce = 'a'.repeat(length)
    const signed = await signedHeaders({ request: REQUEST, secret: SECRET, nonce, nowMs: NOW_MS })
    expect((await verdict(new Headers(signed))).kind).toBe(kind)
  }
})
