import { expect, test } from 'bun:test'
import { openSecret, sealSecret } from '../../worker/stores/secret-box.ts'

const KEY = btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, at) => at)))
const OTHER_KEY = btoa(String.fromCharCode(...Array.from({ length: 32 }, () => 7)))
const LOCK = { key: KEY, storeID: 'k3f9x2' }

test.each(['s3cret', 'Пароль – 密码', ''])('%j comes out as it went in', async (secret) => {
  expect(await openSecret(await sealSecret(secret, LOCK), LOCK)).toBe(secret)
})

test('the box does not show what is in it', async () => {
  const [iv = '', cipher = ''] = (await sealSecret('s3cret', LOCK)).split('.')
  expect(atob(iv) + atob(cipher)).not.toContain('s3cret')
})

test('the same secret sealed twice gives two boxes', async () => {
  expect(await sealSecret('s3cret', LOCK)).not.toBe(await sealSecret('s3cret', LOCK))
})

test.each([
  ['another key', { ...LOCK, key: OTHER_KEY }],
  ['another store', { ...LOCK, storeID: 'k3f9x3' }],
])('%s does not open it', async (_, lock) => {
  const sealed = await sealSecret('s3cret', LOCK)
  expect(openSecret(sealed, lock)).rejects.toThrow()
})

test('a box that was touched does not open', async () => {
  const [iv = '', cipher = ''] = (await sealSecret('s3cret', LOCK)).split('.')
  const touched = `${cipher.startsWith('A') ? 'B' : 'A'}${cipher.slice(1)}`
  expect(openSecret(`${iv}.${touched}`, LOCK)).rejects.toThrow()
})

test('a key of the wrong length is named with its length', async () => {
  const short = { ...LOCK, key: btoa('sixteen bytes ..') }
  expect(sealSecret('s3cret', short)).rejects.toThrow('must be 32 bytes in base64, it has 16')
})
