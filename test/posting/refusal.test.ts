import { describe, expect, test } from 'bun:test'
import { RECHECK } from '../../worker/books/problems.ts'
import { refusalProblem } from '../../worker/posting/refusal.ts'
import { dispositionOf, STATUS } from '../../worker/qbxml/status.ts'
import type { Disposition } from '../../worker/qbxml/status.ts'

function refused(statusCode: number, message = '') {
  const disposition = dispositionOf({ statusCode, statusMessage: message })
  return refusalProblem({
    order: '1042',
    request: 'SalesReceipt',
    statusCode,
    message,
    disposition,
  })
}

describe('each reason has a problem, and each problem its time for a new try', () => {
  test.each([
    ['closed period', [3161, 3171], 'period-closed', 'refusal'],
    ['permission', [3260, 3261, 3262, 3263], 'permission-missing', 'refusal'],
    ['single-user mode', [3162], 'single-user-needed', 'refusal'],
    ['edition or preference', [1030, 3250], 'feature-missing', 'refusal'],
    ['reference', [3000, 3120, 3121, 3130, 3140], 'reference-missing', 'refusal'],
    ['text', [3070, 3080, 3090, 3205], 'text-unusable', 'order'],
    ['account', [3270], 'posting-account-missing', 'refusal'],
    ['business rule', [3160, 3180, 3185, 3210, 3280], 'quickbooks-refused', 'person'],
    ['name', [3100, 3101], 'name-in-use', 'refusal'],
    ['lock, or a change meanwhile', [1000, 3175, 3176, 3200], 'quickbooks-busy', 'refusal'],
    ['our own fault', [2000, 3040, 3150, 9100, 9199], 'request-malformed', 'person'],
    ['unlisted', [2, 777, 3999], 'answer-unclear', 'person'],
    ['no answer to a sale', [0, 1, 500, 510, 3231, 3230, 3391], 'answer-unclear', 'person'],
  ] as const)('%s', (_, codes, code, recheck) => {
    expect(codes.map((statusCode) => refused(statusCode).code)).toEqual(codes.map(() => code))
    expect(RECHECK[code]).toBe(recheck)
  })
})

test('every listed code leads to a problem of the order', () => {
  for (const statusCode of Object.keys(STATUS).map(Number)) {
    expect(refused(statusCode).summary).toStartWith('Order 1042 is waiting: ')
  }
})

test('QuickBooks’ own words stay as they came', () => {
  const said = 'The "AppliedToTxnAdd payment amount" field has an invalid value "129.43".'
  expect(refused(3210, said)).toEqual({
    code: 'quickbooks-refused',
    summary: 'Order 1042 is waiting: QuickBooks did not accept the sales receipt.',
    remedy:
      'What QuickBooks said stands below. Put that right in QuickBooks or in the order, then press Send again on the order’s page in Tillbridge.',
    detail: said,
  })
})

test('a code without words is shown itself', () => {
  expect(refused(3260, ' ').detail).toBe('Status 3260, without a message.')
})

const GONE = 'QuickBooks error message: Invalid argument.  The specified record does not exist.'

describe('what QuickBooks named is named to the owner', () => {
  test.each([
    [
      3140,
      `There is an invalid reference to QuickBooks Customer "Joe Smith" in the SalesOrder.  ${GONE}`,
      'QuickBooks has no customer “Joe Smith” that it can use for the sales receipt.',
    ],
    [
      3140,
      `There is an invalid reference to QuickBooks Item "6" Rule" in the SalesReceipt.  ${GONE}`,
      'QuickBooks has no item “6" Rule” that it can use for the sales receipt.',
    ],
    [
      3130,
      `There is an invalid reference to a parent "Wholesale" in the Customers list.  ${GONE}`,
      'QuickBooks has no customer “Wholesale” that it can use for the sales receipt.',
    ],
    [
      3120,
      `Object "80000001-1790000000" specified in the request cannot be found.  ${GONE}`,
      'QuickBooks has no entry with the ID 80000001-1790000000 that it can use for the sales receipt.',
    ],
    [
      3000,
      'The given object ID "4A-1" in the field "list id" is invalid.',
      'QuickBooks has no entry with the ID 4A-1 that it can use for the sales receipt.',
    ],
    [3140, 'No such thing.', 'QuickBooks lacks an entry that the sales receipt refers to.'],
    [
      3100,
      'The name "Ana "Annie" Lima" of the list element is already in use.',
      '“Ana "Annie" Lima” is already the name of something else in QuickBooks, which did not accept the sales receipt.',
    ],
    [
      3180,
      'There was an error when saving a Customers list, element "X".  The name is already in use.',
      'the name of the sales receipt is already in use in QuickBooks.',
    ],
    [
      3070,
      'The string "Lorem" in the field "Name" is too long.',
      'QuickBooks cannot keep a text of the sales receipt, its “Name”.',
    ],
    [3205, 'Too many lines.', 'QuickBooks cannot keep a text of the sales receipt.'],
  ])('%d: %s', (statusCode, message, said) => {
    expect(refused(statusCode, message)).toMatchObject({
      summary: `Order 1042 is waiting: ${said}`,
      detail: message,
    })
  })
})

test('a change of a customer goes by the customer', () => {
  const disposition: Disposition = { kind: 'stop', reason: 'missing-permission' }
  const change = { order: 'customer:812', request: 'CustomerMod', statusCode: 3260, message: 'No.' }
  expect(refusalProblem({ ...change, disposition })).toEqual({
    code: 'permission-missing',
    summary:
      'Customer 812 is waiting: Tillbridge has no permission in QuickBooks for the change of the customer.',
    remedy:
      'Sign in to QuickBooks as Admin, select Tillbridge under Edit › Preferences › Integrated Applications › Company Preferences, press Properties and give it access as a user who may enter sales and change lists; it goes out at the next sync.',
    detail: 'No.',
  })
})
