/** Changing sales forms of every kind, as InvoiceMod, SalesReceiptMod … do. */
import { describe, expect, test } from 'bun:test'
import { cents } from '../../worker/money/cents.ts'
import type { CompanyFile, SalesForm } from '../../worker/practice/books.ts'
import { depositTxn, editTxn, setClosingDate } from '../../worker/practice/person.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import type { Ret } from '../../worker/qbxml/response.ts'
import { ask, cardRefund, codes, mug, payment, rets, verdict } from './ask.ts'
import { outOf, withCustomers } from './credit.ts'

const KINDS = ['Invoice', 'SalesReceipt', 'SalesOrder', 'Estimate', 'CreditMemo'] as const
type Kind = (typeof KINDS)[number]
type FormRet = Extract<Ret, { kind: `${SalesForm['kind']}Ret` }>
type Fields = Readonly<Record<string, unknown>>

const STATE = { ItemSalesTaxRef: { FullName: 'State 8.25%' } }
const REPAIR = { ItemRef: { FullName: 'Repair' }, Amount: cents(500) }

describe.each(KINDS)('a change of a %s', (kind) => {
  test('leaves what it does not mention', () => {
    const { company, form } = withForm(kind, { Memo: 'TB1', ...STATE })
    const changed = change(company, form, { Memo: 'TB2' })
    expect(changed).toMatchObject({
      TxnID: form.TxnID,
      CustomerRef: { FullName: 'Ana Lima' },
      TxnDate: '2026-08-05',
      RefNumber: '1042',
      Memo: 'TB2',
      ItemSalesTaxRef: { FullName: 'State 8.25%' },
      Subtotal: cents(2490),
      Lines: form.Lines,
    })
    expect(changed.EditSequence).not.toBe(form.EditSequence)
    expect(read(company, form)).toEqual(changed)
  })

  test('clears what it leaves empty', () => {
    const { company, form } = withForm(kind, { Memo: 'TB1', Other: 'x', ...STATE })
    const changed = change(company, form, { Memo: '', RefNumber: '', DueDate: '' })
    expect(changed).toMatchObject({ Memo: null, RefNumber: null, Lines: form.Lines })
  })

  test('works tax and total out again', () => {
    const { company, form } = withForm(kind, {})
    expect(form).toMatchObject({ Subtotal: cents(2490), SalesTaxTotal: cents(0) })
    // Only the mugs are taxable: 19.90 × 8.25 % = 1.64175
    expect(change(company, form, STATE)).toMatchObject({
      Subtotal: cents(2490),
      SalesTaxTotal: cents(164),
      Lines: form.Lines,
    })
  })

  test('keeps the lines it names as they are, and deletes the others', () => {
    const { company, form } = withForm(kind, STATE)
    const [mugs, repair] = form.Lines
    const changed = change(company, form, lines({ TxnLineID: repair?.TxnLineID ?? '' }))
    expect(changed).toMatchObject({ Subtotal: cents(500), SalesTaxTotal: cents(0) })
    expect(changed.Lines).toEqual(repair === undefined ? [] : [repair])
    expect(changed.Lines).not.toContainEqual(mugs)
  })

  test('puts its lines in the order it gives, new ones among them', () => {
    const { company, form } = withForm(kind, {})
    const [mugs, repair] = form.Lines.map(({ TxnLineID }) => TxnLineID ?? '')
    const added = { TxnLineID: '-1', ItemRef: { FullName: 'Mug' }, Amount: cents(100) }
    const changed = change(
      company,
      form,
      lines({ TxnLineID: repair ?? '' }, added, { TxnLineID: mugs ?? '' }),
    )
    expect(changed.Lines.map(({ Amount }) => Amount as number)).toEqual([500, 100, 1990])
    const ids = changed.Lines.map(({ TxnLineID }) => TxnLineID)
    expect([ids[0], ids[2]]).toEqual([repair ?? '', mugs ?? ''])
    expect(new Set(ids).size).toBe(3)
    expect(changed.Subtotal).toBe(cents(2590))
  })

  test('with an outdated EditSequence is refused, and changes nothing: 3200', () => {
    const { company, form } = withForm(kind, {})
    editTxn(company, form.TxnID, { memo: 'by hand' })
    expect(verdict(company, modRq(form, { Memo: 'TB2' }))).toEqual({
      statusCode: 3200,
      statusMessage: `The provided edit sequence "${form.EditSequence}" is out-of-date.`,
    })
    expect(read(company, form)).toMatchObject({ Memo: 'by hand' })
  })

  test.each<[string, number, Fields]>([
    ['to a day on or before the closing date', 3171, { TxnDate: '2026-06-30' }],
    ['to no day at all', 3190, { TxnDate: '' }],
    ['to somebody it does not know', 3140, { CustomerRef: { FullName: 'Eve' } }],
    ['to less than nothing', 3180, lines({ TxnLineID: '-1', ...REPAIR, Amount: cents(-1) })],
    ['that names a line it does not have', 3120, lines({ TxnLineID: 'FFFF-1785964190' })],
    [
      'with an item group, which these books do not have',
      3180,
      { Lines: [{ [`${kind}LineGroupMod`]: { TxnLineID: '-1' } }] },
    ],
  ])('%s is refused: %d', (_, statusCode, fields) => {
    const { company, form } = withForm(kind, {})
    setClosingDate(company, '2026-06-30')
    expect(verdict(company, modRq(form, fields))?.statusCode).toBe(statusCode)
    expect(read(company, form)).toEqual(form)
  })

  test('that lies on or before the closing date is refused: 3171', () => {
    const { company, form } = withForm(kind, {})
    setClosingDate(company, '2026-08-05')
    expect(verdict(company, modRq(form, { TxnDate: '2026-08-06' }))?.statusCode).toBe(3171)
  })

  test('that is not there, or is of another kind, is refused: 3120', () => {
    const { company, form } = withForm(kind, {})
    const gone = { ...form, TxnID: 'FFFF-1785964190' }
    expect(verdict(company, modRq(gone, {}))?.statusCode).toBe(3120)
    const other = kind === 'Invoice' ? 'Estimate' : 'Invoice'
    const asOther = { ...form, kind: `${other}Ret` } as FormRet
    expect(verdict(company, modRq(asOther, {}))?.statusCode).toBe(3120)
  })

  test('can be answered with no more than was asked for', () => {
    const { company, form } = withForm(kind, {})
    const request = modRq(form, { Memo: 'TB2' })
    const content = { ...request.content, IncludeRetElement: ['TxnID', 'EditSequence'] }
    const [ret] = rets(company, { ...request, content } as QbxmlRequest)
    expect(ret).toMatchObject({ TxnID: form.TxnID, Memo: null, Lines: [] })
    expect(read(company, form)).toMatchObject({
      Memo: 'TB2',
      EditSequence: ret && 'EditSequence' in ret ? ret.EditSequence : '',
    })
  })

  test('may move its customer and its number, under which it is then found', () => {
    const { company, form } = withForm(kind, {})
    change(company, form, { CustomerRef: { FullName: 'Bob' }, RefNumber: '2000' })
    const content = { RefNumber: ['1042', '2000'] }
    const found = rets(company, { name: `${kind}QueryRq`, content })
    expect(found).toMatchObject([{ RefNumber: '2000', CustomerRef: { FullName: 'Bob' } }])
  })
})

test('dates and references can be cleared, too', () => {
  const { company, form } = withForm('Invoice', {
    DueDate: '2026-09-04',
    TermsRef: { FullName: 'Net 30' },
  })
  const cleared = change(company, form, { DueDate: '', TermsRef: { FullName: '' } })
  // What has no due date of its own is due at once.
  expect(cleared).toMatchObject({ DueDate: '2026-08-05' })
  expect(company.books.txns.map(({ refs }) => refs.TermsRef)).toEqual([undefined])
})

describe('a changed line', () => {
  test.each<[string, Fields, Fields]>([
    ['keeps its amount when only its words change', { Desc: 'x' }, { Desc: 'x', Amount: 1990 }],
    ['loses its words when they are cleared', { Desc: '' }, { Desc: null, Amount: 1990 }],
    // 19.90 / 2 = 9.95, × 3 = 29.85
    ['goes by its rate in another quantity', { Quantity: '3' }, { Rate: '9.95', Amount: 2985 }],
    [
      'takes a new amount as it is, and its rate follows',
      { Quantity: '3', Amount: cents(1000) },
      { Rate: '3.33333', Amount: 1000 },
    ],
    ['goes by a new rate', { Rate: '5.00' }, { Quantity: '2', Rate: '5.00', Amount: 1000 }],
    [
      'of another item takes its words and price from there',
      { ItemRef: { FullName: 'Cup' } },
      { ItemRef: { FullName: 'Cup' }, Desc: 'A cup', Rate: '4.00', Amount: 800 },
    ],
    [
      'of another item takes its tax code from there, too',
      { ItemRef: { FullName: 'Repair' }, Amount: cents(700) },
      { Amount: 700, SalesTaxCodeRef: { FullName: 'Non' } },
    ],
    [
      'may be taxed otherwise',
      { SalesTaxCodeRef: { FullName: 'Non' } },
      { Amount: 1990, SalesTaxCodeRef: { FullName: 'Non' } },
    ],
  ])('%s', (_, fields, expected) => {
    const { company, form } = withForm('Invoice', {})
    withCup(company)
    const [mugs] = form.Lines
    const TxnLineID = mugs?.TxnLineID ?? ''
    const changed = change(company, form, lines({ TxnLineID, ...fields }))
    expect(changed.Lines).toMatchObject([{ TxnLineID, ...expected }])
  })

  test('keeps an amount that its rate cannot hold', () => {
    const { company, form } = withForm('Invoice', {})
    // 333.33 / 100,000 = 0.00333, which would make 333.00 of it.
    const many = { ItemRef: { FullName: 'Mug' }, Quantity: '100000', Amount: cents(33_333) }
    const added = change(company, form, lines({ TxnLineID: '-1', ...many }))
    const TxnLineID = added.Lines[0]?.TxnLineID ?? ''
    expect(change(company, added, lines({ TxnLineID })).Subtotal).toBe(cents(33_333))
    expect(change(company, read(company, form), { Memo: 'x' }).Subtotal).toBe(cents(33_333))
  })

  test('that takes a percentage off follows the line above it', () => {
    const { company, form } = withForm('Invoice', {})
    const coupon = { ItemRef: { FullName: 'Coupon' }, RatePercent: '10' }
    const [mugs] = form.Lines
    const kept = { TxnLineID: mugs?.TxnLineID ?? '' }
    const off = change(company, form, lines(kept, { TxnLineID: '-1', ...coupon }))
    expect(off.Lines.map(({ Amount }) => Amount as number)).toEqual([1990, -199])
    const TxnLineID = off.Lines[1]?.TxnLineID ?? ''
    const less = change(company, off, lines({ ...kept, Amount: cents(1000) }, { TxnLineID }))
    expect(less.Lines.map(({ Amount }) => Amount as number)).toEqual([1000, -100])
  })
})

describe('a paid invoice', () => {
  test('may become dearer, or cheaper down to what was paid', () => {
    const { company, form } = withPaidInvoice()
    const more = change(company, form, lines(mugsOf(form), { TxnLineID: '-1', ...REPAIR }))
    expect(more).toMatchObject({ AppliedAmount: cents(-1000), BalanceRemaining: cents(1490) })
    const least = change(company, more, lines({ TxnLineID: '-1', ...REPAIR, Amount: cents(1000) }))
    expect(least).toMatchObject({ BalanceRemaining: cents(0), IsPaid: true })
  })

  test('may not become cheaper than that, in these words', () => {
    const { company, form } = withPaidInvoice()
    const less = lines({ TxnLineID: '-1', ...REPAIR, Amount: cents(999) })
    expect(verdict(company, modRq(form, less))).toEqual({
      statusCode: 3170,
      statusMessage:
        'There was an error when modifying the Invoice.  QuickBooks error message: The total cannot be less than the 10.00 already applied to it.',
    })
    expect(read(company, form)).toEqual(form)
  })

  test('stays with the customer who paid it', () => {
    const { company, form } = withPaidInvoice()
    const moved = modRq(form, { CustomerRef: { FullName: 'Bob' } })
    expect(verdict(company, moved)?.statusCode).toBe(3170)
  })
})

test('a credit memo may not become less than what was paid out of it', () => {
  const { company, form } = withForm('CreditMemo', {})
  ask(company, cardRefund(outOf(form.TxnID, 2490)))
  const paidOut = read(company, form)
  expect(verdict(company, modRq(paidOut, lines(mugsOf(form))))?.statusCode).toBe(3170)
  expect(change(company, paidOut, { Memo: 'TB2' })).toMatchObject({ CreditRemaining: cents(0) })
})

test('a deposited sales receipt is not changed', () => {
  const { company, form } = withForm('SalesReceipt', {})
  depositTxn(company, form.TxnID)
  expect(verdict(company, modRq(form, { Memo: 'TB2' }))).toEqual({
    statusCode: 3170,
    statusMessage:
      'There was an error when modifying the SalesReceipt.  QuickBooks error message: It has been deposited. Remove it from the deposit first.',
  })
})

test('a sales receipt may be nobody’s, an invoice may not', () => {
  const nobody = { CustomerRef: { FullName: '' } }
  const receipt = withForm('SalesReceipt', {})
  expect(change(receipt.company, receipt.form, nobody)).toMatchObject({ CustomerRef: null })
  const invoice = withForm('Invoice', {})
  expect(verdict(invoice.company, modRq(invoice.form, nobody))?.statusCode).toBe(3190)
})

test('a sales receipt of the same set is changed by its macro', () => {
  const { company } = withCustomers()
  const add = addRq('SalesReceipt', { defMacro: 'TxnID:w1' })
  // The stamp of a moment ago: the clock stands still.
  const EditSequence = String(Math.floor(company.nowMs() / 1000))
  const TxnID = { useMacro: 'TxnID:w1' }
  const content = { SalesReceiptMod: { TxnID, EditSequence, Memo: 'TB2' } }
  expect(codes(ask(company, add, { name: 'SalesReceiptModRq', content }))).toEqual([0, 0])
  const undefinedMacro = { ...content.SalesReceiptMod, TxnID: { useMacro: 'TxnID:w2' } }
  const other = { name: 'SalesReceiptModRq', content: { SalesReceiptMod: undefinedMacro } } as const
  expect(verdict(company, other)?.statusCode).toBe(9101)
})

test('a credit cannot be used up on an invoice in these books', () => {
  const { company, form } = withForm('Invoice', {})
  const SetCredit = [{ CreditTxnID: '1A-1785964190', AppliedAmount: cents(100) }]
  expect(verdict(company, modRq(form, { SetCredit }))?.statusCode).toBe(1030)
})

/** Two mugs for 19.90, and a repair for 5.00. */
function addRq(kind: Kind, fields: Fields): QbxmlRequest {
  const body = {
    CustomerRef: { FullName: 'Ana Lima' },
    RefNumber: '1042',
    Lines: [{ [`${kind}LineAdd`]: mug() }, { [`${kind}LineAdd`]: REPAIR }],
    ...fields,
  }
  return { name: `${kind}AddRq`, content: { [`${kind}Add`]: body } } as unknown as QbxmlRequest
}

function withForm(kind: Kind, fields: Fields) {
  const { company, clock } = withCustomers()
  const [form] = rets(company, addRq(kind, fields))
  return { company, clock, form: formOf(form) }
}

/** 10.00 of its 19.90 are paid. */
function withPaidInvoice() {
  const { company, form } = withForm('Invoice', {})
  const cheaper = change(company, form, lines(mugsOf(form)))
  const AppliedToTxnAdd = [{ TxnID: form.TxnID, PaymentAmount: cents(1000) }]
  ask(company, payment({ AppliedToTxnAdd, TotalAmount: cents(1000) }))
  return { company, form: read(company, cheaper) }
}

function mugsOf(form: FormRet) {
  return { TxnLineID: form.Lines[0]?.TxnLineID ?? '' }
}

function withCup(company: CompanyFile): void {
  const SalesOrPurchase = {
    Desc: 'A cup',
    Price: '4.00',
    AccountRef: { FullName: 'Sales' },
  }
  const content = { ItemNonInventoryAdd: { Name: 'Cup', SalesOrPurchase } }
  ask(company, { name: 'ItemNonInventoryAddRq', content })
}

/** To be named for its form by `modRq`. */
function lines(...all: readonly Fields[]) {
  return { Lines: all.map((line) => ({ line })) }
}

function modRq(form: FormRet, { Lines, ...fields }: Fields): QbxmlRequest {
  const kind = form.kind.replace(/Ret$/, '')
  const named = (Lines as readonly Fields[] | undefined)?.map(({ line, ...whole }) =>
    line === undefined ? whole : { [`${kind}LineMod`]: line },
  )
  const body = {
    TxnID: form.TxnID,
    EditSequence: form.EditSequence,
    ...fields,
    ...(named === undefined ? {} : { Lines: named }),
  }
  return { name: `${kind}ModRq`, content: { [`${kind}Mod`]: body } } as unknown as QbxmlRequest
}

function change(company: CompanyFile, form: FormRet, fields: Fields): FormRet {
  const [response] = ask(company, modRq(form, fields))
  expect(response).toMatchObject({ statusCode: 0 })
  return formOf(response?.kind === 'response' ? response.rets[0] : undefined)
}

function read(company: CompanyFile, form: FormRet): FormRet {
  const kind = form.kind.replace(/Ret$/, '') as Kind
  const content = { TxnID: [form.TxnID], IncludeLineItems: true }
  return formOf(rets(company, { name: `${kind}QueryRq`, content })[0])
}

function formOf(ret: Ret | undefined): FormRet {
  if (ret === undefined || !('Lines' in ret)) {
    throw new Error(`${JSON.stringify(ret)} is no sales form`)
  }
  return ret
}
