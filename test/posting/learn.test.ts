import { describe, expect, test } from 'bun:test'
import { soughtCustomer } from '../../worker/posting/customer-match.ts'
import { ANA, responsesOf } from './known-plain.ts'
import { cents } from '../../worker/money/cents.ts'
import type { Link } from '../../worker/posting/known.ts'
import { learnAll } from '../../worker/posting/learn.ts'
import type { Lesson } from '../../worker/posting/lesson.ts'
import type { AddDocument, Purpose } from '../../worker/posting/purpose.ts'

const ADD_SALE: AddDocument = {
  kind: 'add-document',
  role: 'sale',
  jobID: 5,
  revision: 2,
  generation: 7,
  subject: 'order:1042',
  documentKind: 'SalesReceipt',
  refNumber: '1042',
  isNumbered: true,
  totalCents: cents(5430),
  sent: 'as sent',
  txnDate: '2026-08-05',
  movedFrom: null,
  customerListID: '80000001-1790000000',
  posting: 1,
  order: '1042',
  alsoLink: [],
  leftToDo: null,
  isAwaited: false,
  losses: [],
}

const FIND_SALES: Purpose = {
  kind: 'find-documents',
  storeID: 'k3f9x2',
  documentKind: 'SalesReceipt',
  by: 'number',
  among: ['SalesReceipt', 'Invoice'],
  sought: [
    {
      subject: 'order:1042',
      role: 'sale',
      refNumber: '1042',
      isNumbered: true,
      sent: '',
      removedID: null,
    },
    {
      subject: 'order:1043',
      role: 'sale',
      refNumber: '1043',
      isNumbered: true,
      sent: '',
      removedID: null,
    },
  ],
}

const ADD_ANA: Purpose = {
  kind: 'add-entry',
  need: 'customer customer:812',
  list: 'customer',
  name: 'Ana Lima',
  linkSubjects: ANA.subjects,
  role: 'customer',
  sent: '{}',
}

const LOOK_UP_ANA: Purpose = {
  kind: 'look-up-customer',
  need: 'customer customer:812',
  name: 'Ana Lima',
  linkSubjects: ANA.subjects,
  sought: soughtCustomer(ANA, { rules: ['email'], storeID: 'k3f9x2' }),
  evidence: null,
  listID: null,
  sent: '{}',
}

const LINK: Link = {
  subject: 'customer:812',
  role: 'customer',
  kind: 'Customer',
  quickBooksID: '80000001-1790000000',
  label: 'Ana Lima',
  editSequence: '1',
  sent: '{}',
  totalCents: null,
  posting: 1,
  isDeleted: false,
  twinID: null,
}

const CHANGE_ANA: Purpose = {
  kind: 'change-customer',
  jobID: 6,
  revision: 2,
  generation: 7,
  subject: 'customer:812',
  customer: 'Ana Lima',
  link: LINK,
  sent: '{"Phone":"1"}',
  losses: [],
}

/** What one request teaches, whose answer carries this status and these Rets. */
function learned(purpose: Purpose, answer: { status?: string; rets?: string } = {}): Lesson[] {
  const { status = '0', rets = '' } = answer
  const said = `statusCode="${status}" statusSeverity="Info" statusMessage="QuickBooks’ words"`
  const xml = `<AnyRs requestID="1-${purpose.kind}" ${said}>${rets}</AnyRs>`
  return learnAll({ [`1-${purpose.kind}`]: purpose }, responsesOf(xml))
}

function kinds(lessons: readonly Lesson[]): readonly string[] {
  return lessons.map(({ kind }) => kind)
}

function receipt(fields: string): string {
  const head = '<TxnID>4A-1790000000</TxnID><EditSequence>1</EditSequence>'
  return `<SalesReceiptRet>${head}${fields}</SalesReceiptRet>`
}

function customer(fields: string): string {
  const head = '<ListID>80000001-1790000000</ListID><EditSequence>3</EditSequence>'
  const name = '<Name>Ana Lima</Name><FullName>Ana Lima</FullName>'
  return `<CustomerRet>${head}${name}${fields}</CustomerRet>`
}

describe('a sale that was sent', () => {
  test('is posted at what QuickBooks says it comes to', () => {
    const rets = receipt('<RefNumber>1042</RefNumber><TotalAmount>54.31</TotalAmount>')
    expect(learned(ADD_SALE, { rets })).toMatchObject([
      {
        kind: 'document-posted',
        quickBooksCents: 5431,
        link: { subject: 'order:1042', quickBooksID: '4A-1790000000', sent: 'as sent' },
      },
    ])
  })

  test('is posted with a warning, too', () => {
    const rets = receipt('<TotalAmount>54.30</TotalAmount>')
    expect(kinds(learned(ADD_SALE, { status: '530', rets }))).toEqual(['document-posted'])
  })

  test('an invoice comes to its subtotal and its tax', () => {
    const rets = `<InvoiceRet><TxnID>5B-1</TxnID><EditSequence>1</EditSequence>
      <Subtotal>50.00</Subtotal><SalesTaxTotal>4.30</SalesTaxTotal></InvoiceRet>`
    const invoice = { ...ADD_SALE, documentKind: 'Invoice' } as const
    // 50.00 + 4.30
    expect(learned(invoice, { rets })).toMatchObject([
      { quickBooksCents: 5430, link: { kind: 'Invoice' } },
    ])
  })

  test.each([
    ['without a document', ''],
    ['without totals', receipt('<RefNumber>1042</RefNumber>')],
  ])('success %s leaves it in doubt', (_, rets) => {
    expect(learned(ADD_SALE, { rets })).toMatchObject([{ kind: 'job-in-doubt', jobID: 5 }])
  })

  test('an answer to another request leaves it in doubt', () => {
    const xml = `<SalesReceiptAddRs requestID="2-add-document" statusCode="0" statusSeverity="Info"
      statusMessage="OK">${receipt('<TotalAmount>54.30</TotalAmount>')}</SalesReceiptAddRs>`
    const lessons = learnAll({ '1-add-document': ADD_SALE }, responsesOf(xml))
    expect(lessons).toMatchObject([{ kind: 'job-in-doubt', jobID: 5 }])
  })

  test('an answer without a requestID is nobody’s', () => {
    const xml = `<SalesReceiptAddRs statusCode="0" statusSeverity="Info" statusMessage="OK">
      ${receipt('<TotalAmount>54.30</TotalAmount>')}</SalesReceiptAddRs>`
    const lessons = learnAll({ '1-add-document': ADD_SALE }, responsesOf(xml))
    expect(kinds(lessons)).toEqual(['job-in-doubt'])
  })

  test('an answer that cannot be read leaves only its own request in doubt', () => {
    const rets = receipt('<TotalAmount>54.30</TotalAmount>')
    const xml = `<SalesReceiptAddRs requestID="1-add-document" statusMessage="OK">${rets}</SalesReceiptAddRs>
      <SalesReceiptAddRs requestID="2-add-document" statusCode="0">${rets}</SalesReceiptAddRs>`
    const manifest = { '1-add-document': ADD_SALE, '2-add-document': { ...ADD_SALE, jobID: 6 } }
    expect(kinds(learnAll(manifest, responsesOf(xml)))).toEqual(['job-in-doubt', 'document-posted'])
  })

  test.each([
    ['3180', 'job-refused'],
    ['3140', 'job-refused'],
    ['4711', 'job-refused'],
    ['1000', 'job-try-later'],
    ['3231', 'job-try-later'],
    ['3230', 'job-in-doubt'],
    ['9005', 'job-in-doubt'],
  ])('status %s: %s', (status, kind) => {
    expect(kinds(learned(ADD_SALE, { status }))).toEqual([kind])
  })
})

describe('who stands under a number', () => {
  const OURS = receipt(
    '<RefNumber>1042</RefNumber><Memo>Web TB1:k3f9x2:order:1042:sale:1</Memo><TotalAmount>54.30</TotalAmount>',
  )

  test('ours is known by its marker, the other number is free', () => {
    expect(learned(FIND_SALES, { rets: OURS })).toMatchObject([
      {
        kind: 'document-found',
        link: { quickBooksID: '4A-1790000000', sent: '', totalCents: 5430 },
      },
      { kind: 'document-absent', subject: 'order:1043' },
    ])
  })

  test('a complete answer that shows nothing proves both numbers free', () => {
    expect(kinds(learned(FIND_SALES, { status: '1' }))).toEqual([
      'document-absent',
      'document-absent',
    ])
  })

  test.each(['501', '510', '1000', '3231', '9001', '4711'])(
    'an answer with status %s proves no absence',
    (status) => {
      expect(kinds(learned(FIND_SALES, { status }))).toEqual(['nothing'])
    },
  )

  test('no answer proves no absence', () => {
    expect(kinds(learnAll({ '1-find-documents': FIND_SALES }, []))).toEqual(['nothing'])
  })

  test.each([
    ['without a marker', 'paid in cash'],
    ['of another store', 'TB1:other:order:1042:sale:1'],
    ['of another order', 'TB1:k3f9x2:order:9:sale:1'],
  ])('a document %s is somebody else’s', (_, memo) => {
    const rets = receipt(
      `<RefNumber>1042</RefNumber><Memo>${memo}</Memo><TotalAmount>9.00</TotalAmount>`,
    )
    expect(learned(FIND_SALES, { rets })[0]).toMatchObject({
      kind: 'document-elsewhere',
      subject: 'order:1042',
      finding: { kind: 'somebody-elses', txnID: '4A-1790000000', totalCents: 900 },
    })
  })

  test('ours is found among others of the same number', () => {
    const rets = receipt('<RefNumber>1042</RefNumber><TotalAmount>9.00</TotalAmount>') + OURS
    expect(kinds(learned(FIND_SALES, { rets }))).toEqual(['document-found', 'document-absent'])
  })
})

describe('a customer that was added', () => {
  test('is linked under every name the shop knows it by', () => {
    const linked = learned(ADD_ANA, { rets: customer('') }).find(({ kind }) => kind === 'linked')
    expect(linked).toMatchObject({
      how: 'added',
      links: [
        { subject: 'customer:812', quickBooksID: '80000001-1790000000', editSequence: '3' },
        { subject: 'guest:ana@example.test', quickBooksID: '80000001-1790000000' },
      ],
    })
  })

  test('whose name is taken is to be looked up', () => {
    expect(learned(ADD_ANA, { status: '3100' })).toEqual([
      { kind: 'name-taken', need: 'customer customer:812' },
    ])
  })

  test('that QuickBooks refuses is refused with its words', () => {
    expect(learned(ADD_ANA, { status: '3070' })).toMatchObject([
      { kind: 'need-refused', refusal: { statusCode: 3070, message: 'QuickBooks’ words' } },
    ])
  })

  test('without an answer may be asked for again: the name is looked up if it is taken', () => {
    expect(kinds(learnAll({ '1-add-entry': ADD_ANA }, []))).toEqual(['nothing'])
  })
})

function lookUpEndsIn(rets: string, status = '0'): string | undefined {
  return kinds(learned(LOOK_UP_ANA, { status, rets })).at(-1)
}

describe('whose a taken name is', () => {
  test.each([
    ['account number', '<AccountNumber>k3f9x2-W812</AccountNumber>'],
    ['e-mail', '<Email>ANA@example.test</Email>'],
  ])('ours, proved by the %s', (_, proof) => {
    expect(lookUpEndsIn(customer(`<IsActive>true</IsActive>${proof}`))).toBe('linked')
  })

  test('somebody else’s, where only the name is the same', () => {
    expect(lookUpEndsIn(customer('<IsActive>true</IsActive>'))).toBe('name-somebody-elses')
  })

  test('somebody else’s, where no customer shows it: a vendor has it', () => {
    expect(lookUpEndsIn('', '1')).toBe('name-somebody-elses')
    expect(lookUpEndsIn('', '500')).toBe('name-somebody-elses')
  })

  test('ours, but inactive: a person is asked', () => {
    const proof = '<AccountNumber>k3f9x2-W812</AccountNumber>'
    expect(lookUpEndsIn(customer(`<IsActive>false</IsActive>${proof}`))).toBe('need-refused')
  })

  test.each(['510', '1000', '9001'])('unknown after an answer with status %s', (status) => {
    expect(lookUpEndsIn('', status)).toBe('nothing')
  })
})

describe('a customer that was changed', () => {
  test('has what was sent, and its new edit sequence', () => {
    expect(learned(CHANGE_ANA, { rets: customer('') })).toMatchObject([
      { kind: 'customer-changed', link: { editSequence: '3', sent: '{"Phone":"1"}' } },
    ])
  })

  test('by somebody else meanwhile is read before it is written again', () => {
    expect(learned(CHANGE_ANA, { status: '3200' })).toMatchObject([
      { kind: 'linked', links: [{ editSequence: '', sent: '{}' }] },
      { kind: 'job-again', jobID: 6 },
    ])
  })

  test('that is not in QuickBooks any more is let go, and written to no more', () => {
    const reread: Purpose = { kind: 'reread-customer', link: LINK, sent: '{}' }
    expect(learned(reread, { status: '500' })).toMatchObject([
      { kind: 'entry-gone', link: { quickBooksID: LINK.quickBooksID, isDeleted: true } },
    ])
    expect(kinds(learned(reread, { status: '1000' }))).toEqual(['nothing'])
  })

  test('whose change arrived though its answer was lost is not changed again', () => {
    const wanted = '{"Phone":"2","Email":"ana@example.test"}'
    const reread: Purpose = { kind: 'reread-customer', link: LINK, sent: wanted }
    const rets = customer('<Phone>2</Phone><Email>other@example.test</Email>')
    expect(learned(reread, { rets })).toMatchObject([
      { kind: 'linked', links: [{ editSequence: '3', sent: '{"Phone":"2"}' }] },
    ])
  })

  test('without an answer is in doubt', () => {
    expect(kinds(learnAll({ '1-change-customer': CHANGE_ANA }, []))).toEqual(['job-in-doubt'])
  })
})

describe('a list that is read', () => {
  const READ: Purpose = { kind: 'read-list', list: 'payment-method', extent: 'whole' }
  const END = { kind: 'page', list: 'payment-method', iteratorID: null }
  const rets = `<PaymentMethodRet><ListID>1-1</ListID><Name>Visa</Name></PaymentMethodRet>`

  test('whole says what is not on it', () => {
    expect(learned(READ, { rets })).toMatchObject([
      { kind: 'list', isWhole: true, answer: END, entries: [{ fullName: 'Visa' }] },
    ])
  })

  test('of which this qbXML version cannot show all does not say what is gone', () => {
    expect(learned(READ, { status: '510', rets })).toMatchObject([
      { kind: 'list', isWhole: false, answer: END, entries: [{ fullName: 'Visa' }] },
    ])
  })

  test.each([
    ['1000', 'lost'],
    ['3391', 'lost'],
    ['3175', 'lost'],
    ['3250', 'refused'],
    ['3260', 'refused'],
  ])('with status %s is %s', (status, kind) => {
    expect(learned(READ, { status, rets })).toMatchObject([
      { kind: 'list', answer: { kind, list: 'payment-method' }, entries: [] },
    ])
  })
})
