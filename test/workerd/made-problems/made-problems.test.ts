/** Sixty different problems that nobody wrote into a database, and the buttons that end them. */
import { describe, expect, test } from 'vitest'
import { CHANGE_PROBLEMS } from './change-problems.ts'
import { CONNECTION_PROBLEMS } from './connection-problems.ts'
import { DOCUMENT_PROBLEMS } from './document-problems.ts'
import { CUSTOMER_PROBLEMS } from './customer-problems.ts'
import { DOOR_PROBLEMS, playAtDoor } from './door-problems.ts'
import { ITEM_PROBLEMS } from './item-problems.ts'
import { LIST_PROBLEMS } from './list-problems.ts'
import { playAll } from './made.ts'
import { ORDER_PROBLEMS } from './order-problems.ts'
import { PAYMENT_PROBLEMS } from './payment-problems.ts'
import { REFUND_PROBLEMS } from './refund-problems.ts'
import { REFUSAL_PROBLEMS } from './refusal-problems.ts'
import { TAX_PROBLEMS } from './tax-problems.ts'

const MADE = {
  'what the shop sent': ORDER_PROBLEMS,
  'who bought': CUSTOMER_PROBLEMS,
  'what was sold': ITEM_PROBLEMS,
  'how money comes and goes back': PAYMENT_PROBLEMS,
  'taxes and currencies': TAX_PROBLEMS,
  'what QuickBooks’ lists lack': LIST_PROBLEMS,
  'what stands in QuickBooks': DOCUMENT_PROBLEMS,
  'what the shop changed since': CHANGE_PROBLEMS,
  'what money is about': REFUND_PROBLEMS,
  'what QuickBooks refuses': REFUSAL_PROBLEMS,
  'what is wrong with the connection': CONNECTION_PROBLEMS,
}

for (const [about, made] of Object.entries(MADE)) {
  describe(about, () => playAll(made))
}
describe('what is not taken', () => playAtDoor(DOOR_PROBLEMS))

/** Who presses these has done the work elsewhere. */
const BY_HAND = ['let-it-stand', 'send-again']

test('at least sixty different problems are made, and at least fifty are put right by a button', () => {
  const made = Object.values(MADE).flat()
  const codes = new Set([...made, ...DOOR_PROBLEMS].map(({ code }) => code))
  const pressed = made.flatMap(({ code, press }) => (press === null ? [] : [{ code, ...press }]))
  const withButton = new Set(pressed.map(({ code }) => code))
  const doneByButton = new Set(
    pressed.flatMap(({ code, repair }) => (BY_HAND.includes(repair) ? [] : code)),
  )
  expect(codes.size).toBeGreaterThanOrEqual(97)
  expect(withButton.size).toBeGreaterThanOrEqual(89)
  expect(doneByButton.size).toBeGreaterThanOrEqual(66)
})
