import { expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import { changeRefusal } from '../../worker/posting/change-refusal.ts'
import type { Link } from '../../worker/posting/known.ts'
import type { RemoveDocument } from '../../worker/posting/purpose.ts'
import { dispositionOf } from '../../worker/qbxml/status.ts'

const LINK: Link = {
  subject: 'order:1042',
  role: 'sale',
  kind: 'Invoice',
  quickBooksID: '4A-1',
  label: '1042',
  editSequence: '7',
  sent: '',
  totalCents: cents(3980),
  posting: 1,
  isDeleted: false,
  twinID: null,
}
const VOID: RemoveDocument = {
  jobID: 5,
  revision: 2,
  generation: 7,
  subject: 'order:1042',
  kind: 'remove-document',
  role: 'sale',
  documentKind: 'Invoice',
  link: LINK,
  how: 'void',
  wish: 'cancelled',
  order: '1042',
  reason: null,
  isAwaited: false,
}

/** As QuickBooks, or the practice company in its words, refuses to touch what stands. */
test.each([
  [3170, 'It has been deposited. Remove it from the deposit first.', 'document-deposited'],
  [3185, 'It has been deposited. Remove it from the deposit first.', 'document-deposited'],
  [3185, 'Other transactions are applied to it.', 'document-linked'],
  [3160, 'This invoice is paid.', 'document-linked'],
  [3170, 'The total cannot be less than the 10.00 already applied to it.', 'document-linked'],
  [3171, 'An attempt was made to modify a Invoice with a date …', 'document-in-closed-period'],
  [3210, 'The "quantity" field has an invalid value "0".', 'quickbooks-refused'],
  [3170, 'Something that nobody has seen yet.', 'quickbooks-refused'],
  [3260, 'Insufficient permission level to perform this action.', 'permission-missing'],
] as const)('%d “%s” is %s', (statusCode, message, code) => {
  const disposition = dispositionOf({ statusCode, statusMessage: message })
  const held = changeRefusal(VOID, { disposition, statusCode, message })
  expect(held).toMatchObject({ code, detail: message })
  expect(held.summary).toMatch(/^Order 1042 /)
})
