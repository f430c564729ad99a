import { expect, test } from 'bun:test'
import {
  digest,
  equalInConstantTime,
  hashPassword,
  isPassword,
  newPassword,
} from '../../worker/stores/password.ts'

test('a new password is eight groups of five characters that cannot be mistaken for others', () => {
  expect(newPassword()).toMatch(/^(?:[a-km-np-z2-9]{5}-){7}[a-km-np-z2-9]{5}$/)
})

test('no two passwords are alike', () => {
  expect(new Set(Array.from({ length: 100 }, newPassword)).size).toBe(100)
})

test('the password that was hashed is recognised', async () => {
  expect(await isPassword('abcde-fghij', await hashPassword('abcde-fghij'))).toBe(true)
})

test.each(['abcde-fghik', 'ABCDE-FGHIJ', ' abcde-fghij', 'abcde-fghij ', ''])(
  '%j is not “abcde-fghij”',
  async (guess) => {
    expect(await isPassword(guess, await hashPassword('abcde-fghij'))).toBe(false)
  },
)

test('the same password of two stores looks different in the table', async () => {
  const [one, other] = await Promise.all([hashPassword('abcde'), hashPassword('abcde')])
  expect(one.hash).not.toBe(other.hash)
  expect(one.salt).not.toBe(other.salt)
})

test('what is stored does not contain the password', async () => {
  expect(JSON.stringify(await hashPassword('abcde-fghij'))).not.toContain('abcde')
})

test('a digest is SHA-256 in hex', async () => {
  // FIPS 180-2, B.1: the message "abc".
  expect(await digest('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

test('a text is not equal to its own beginning', () => {
  expect(equalInConstantTime('abcdef', 'abc')).toBe(false)
})
