import { describe, expect, test } from 'bun:test'
import { namedIdentity, orderCustomer } from '../../worker/books/customer-document.ts'
import type { CustomerIdentity } from '../../worker/books/document.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { customerNeeded } from '../../worker/posting/desktop/customer.ts'
import { planCustomer } from '../../worker/posting/desktop/customer-change.ts'
import { PLAIN_ENTRY } from '../../worker/posting/known.ts'
import type { Link, ListEntry, SessionKnowledge } from '../../worker/posting/known.ts'
import type { PlannedRequest } from '../../worker/posting/purpose.ts'
import { plainOrder, plainSettings } from '../books/plain-order.ts'
import { ANA, plainKnown } from './known-plain.ts'

const NEED = 'customer customer:812'
const LIST_ID = '80000001-1790000000'

const ENTRY: ListEntry = {
  ...PLAIN_ENTRY,
  list: 'customer',
  listID: LIST_ID,
  fullName: 'Ana L.',
  email: 'ana@example.test',
}

const LINK: Link = {
  subject: 'customer:812',
  role: 'customer',
  kind: 'Customer',
  quickBooksID: LIST_ID,
  label: 'Ana L.',
  editSequence: '1',
  sent: '{}',
  totalCents: null,
  posting: 1,
  isDeleted: false,
  twinID: null,
}

type World = {
  readonly identity?: CustomerIdentity
  readonly entries?: readonly ListEntry[]
  readonly links?: readonly Link[]
  readonly session?: Partial<SessionKnowledge>
  readonly settings?: Partial<Settings>
  readonly soldTo?: string
}

function needed({ identity = ANA, entries, links, session, settings, soldTo }: World) {
  return customerNeeded(identity, {
    known: plainKnown({
      ...(entries === undefined ? {} : { entries }),
      ...(links === undefined ? {} : { links }),
      ...(session === undefined ? {} : { session }),
    }),
    settings: { ...plainSettings(), ...settings },
    order: '1042',
    ...(soldTo === undefined ? {} : { soldTo }),
  })
}

/** The ListID that was found, the request that is to be made, or the problem's code. */
function met(world: World): unknown {
  const need = needed(world)
  switch (need.kind) {
    case 'found':
      return need.listID
    case 'ask':
      return need.request.request
    case 'problem':
      return need.problem.code
  }
}

/** The record that is to be made. */
function made(world: World): Record<string, unknown> {
  const need = needed(world)
  const request: PlannedRequest['request'] | null =
    need.kind === 'ask' ? need.request.request : null
  if (request?.name !== 'CustomerAddRq') {
    throw new Error(JSON.stringify(need))
  }
  return { ...request.content.CustomerAdd }
}

describe('a customer recognised in what was read before', () => {
  test('is named by its ListID, with the evidence on each link that is made', () => {
    expect(needed({ entries: [ENTRY] })).toMatchObject({
      kind: 'found',
      listID: LIST_ID,
      alsoLink: ANA.subjects.map((subject) => ({
        subject,
        label: 'Ana L.',
        evidence: { rule: 'email', compared: 'ana@example.test' },
      })),
    })
  })

  test('is not guessed among two, and both are named', () => {
    const other = { ...ENTRY, listID: '80000002-1790000000', fullName: 'Ana Lima (old)' }
    const need = needed({ entries: [ENTRY, other] })
    expect(need).toMatchObject({ kind: 'problem', problem: { code: 'customer-ambiguous' } })
    const summary = need.kind === 'problem' ? need.problem.summary : ''
    expect(summary).toContain('“Ana L.” or “Ana Lima (old)”')
    expect(summary).toContain('e-mail')
  })

  test('by a rule that the owner turned off is nobody', () => {
    expect(made({ entries: [ENTRY], settings: { customerMatch: [] } }).Name).toBe('Ana Lima')
  })
})

describe('a customer who was inactive when read', () => {
  const inactive = { ...ENTRY, isActive: false }
  const byID = { name: 'CustomerQueryRq', content: { ListID: [LIST_ID] } }
  const refusal = {
    kind: 'inactive',
    listID: LIST_ID,
    fullName: 'Ana L.',
    editSequence: '7',
    evidence: { rule: 'email', compared: 'ana@example.test' },
  } as const
  const stillInactive = { entries: [inactive], session: { refusals: { [NEED]: refusal } } }

  test('is asked how it stands now, linked or not', () => {
    expect(met({ entries: [inactive] })).toEqual(byID)
    expect(met({ entries: [inactive], links: [LINK] })).toEqual(byID)
    expect(met({ entries: [ENTRY], links: [LINK] })).toBe(LIST_ID)
  })

  test('and still is, holds the order', () => {
    expect(met(stillInactive)).toBe('customer-inactive')
  })

  test('and still is, is made active by its edit sequence where the owner wants it so', () => {
    expect(met({ ...stillInactive, settings: { inactiveCustomers: 'reactivate' } })).toEqual({
      name: 'CustomerModRq',
      content: { CustomerMod: { ListID: LIST_ID, EditSequence: '7', IsActive: true } },
    })
  })

  test('and still is, is stood in for where the owner named somebody', () => {
    const settings = { inactiveCustomers: 'standard-customer' } as const
    expect(met({ ...stillInactive, settings })).toBe('customer-inactive')
    const named = { ...settings, standardCustomer: 'Web sales' }
    expect(made({ ...stillInactive, settings: named })).toMatchObject({ Name: 'Web sales' })
    const webSales = { ...ENTRY, listID: '80000009-1790000000', fullName: 'Web Sales', email: null }
    expect(met({ ...stillInactive, entries: [inactive, webSales], settings: named })).toBe(
      webSales.listID,
    )
  })

  test('nobody stands in for the standard customer itself', () => {
    const settings = {
      inactiveCustomers: 'standard-customer',
      standardCustomer: 'Web sales',
    } as const
    const session = { refusals: { 'customer customer-named:web sales': refusal } }
    expect(met({ identity: namedIdentity('Web sales'), session, settings })).toBe(
      'customer-inactive',
    )
  })
})

describe('one that the owner named', () => {
  test('is whom QuickBooks has under the name, at any depth', () => {
    const entry = { ...ENTRY, fullName: 'Web:Guests', email: null }
    expect(met({ identity: namedIdentity('web:guests'), entries: [entry] })).toBe(LIST_ID)
  })

  test('is made where there is none, but for a job, which a person makes', () => {
    expect(made({ identity: namedIdentity('Guests') })).toMatchObject({ Name: 'Guests' })
    const job = namedIdentity('Web:Guests')
    expect(met({ identity: job })).toEqual({
      name: 'CustomerQueryRq',
      content: { FullName: ['Web:Guests'] },
    })
    const session = { takenNames: { 'customer customer-named:web:guests': 1 } }
    expect(met({ identity: job, session })).toBe('customer-missing')
  })
})

function deep(length: number): ListEntry {
  return { ...ENTRY, fullName: 'x'.repeat(length), email: null }
}

describe('a job', () => {
  const WEB = { ...ENTRY, fullName: 'Web store', email: null }
  const job = { ...ANA, parent: namedIdentity('Web store') }

  test('waits for whom it is filed under, and is made there', () => {
    expect(made({ identity: job })).toMatchObject({ Name: 'Web store' })
    expect(made({ identity: job, entries: [WEB] })).toMatchObject({
      Name: 'Ana Lima',
      ParentRef: { ListID: LIST_ID },
    })
  })

  test('has a name that is free in its place, whoever has it elsewhere', () => {
    const namesake = { ...ENTRY, listID: '80000002-1790000000', fullName: 'Ana Lima', email: null }
    expect(made({ identity: job, entries: [WEB, namesake] }).Name).toBe('Ana Lima')
    const there = { ...namesake, fullName: 'Web store:Ana Lima' }
    expect(made({ identity: job, entries: [WEB, there] }).Name).toBe('Ana Lima (W-812)')
  })

  test('whose path is longer than QuickBooks’ 209 characters is held', () => {
    const under = (length: number) => ({ ...ANA, parent: namedIdentity(deep(length).fullName) })
    // 200 and the colon leave eight: “Ana Lima”.
    expect(made({ identity: under(200), entries: [deep(200)] }).Name).toBe('Ana Lima')
    expect(met({ identity: under(201), entries: [deep(201)] })).toBe('customer-path-too-long')
  })
})

describe('a new record', () => {
  const role = {
    customerTypeName: 'Wholesale',
    termsName: 'Net 30',
    salesRepInitials: 'AB',
    salesTaxCodeName: 'Non',
    taxItemName: null,
    priceLevelName: 'Trade',
    paymentMethodName: 'Check',
  }
  const settings = {
    ...plainSettings(),
    customerDefaults: { wholesale: role, '*': { ...role, termsName: 'Net 15' } },
    customerResaleMeta: '_resale',
  }

  function record(changes: Parameters<typeof plainOrder>[0]) {
    const order = plainOrder({ customerId: 812, customerRole: 'wholesale', ...changes })
    return made({ identity: orderCustomer(order, { storeID: 'k3f9x2', settings }).customer })
  }

  test('is given what the owner chose for the role', () => {
    expect(record({ metaData: [{ key: '_resale', value: ' R-1 ' }] })).toMatchObject({
      CustomerTypeRef: { FullName: 'Wholesale' },
      TermsRef: { FullName: 'Net 30' },
      SalesRepRef: { FullName: 'AB' },
      SalesTaxCodeRef: { FullName: 'Non' },
      ItemSalesTaxRef: undefined,
      PriceLevelRef: { FullName: 'Trade' },
      PreferredPaymentMethodRef: { FullName: 'Check' },
      ResaleNumber: 'R-1',
    })
    expect(record({ customerRole: 'customer' })).toMatchObject({ TermsRef: { FullName: 'Net 15' } })
    expect(record({ customerId: 0 })).toMatchObject({ TermsRef: { FullName: 'Net 15' } })
  })

  test('has the whole name behind the account number, and what fits nowhere in the notes', () => {
    const billing = {
      ...plainOrder().billing,
      firstName: 'Bartholomew-Maximilian',
      lastName: 'Featherstonehaugh-Cholmondeley',
      address1: `${'long '.repeat(40)}street`,
    }
    const { Name, AccountNumber, Notes } = record({ billing })
    expect(Name).toBe('Bartholomew-Maximilian Featherstonehaugh-')
    expect(AccountNumber).toBe('k3f9x2-W812 Bartholomew-Maximilian Featherstonehaugh-Cholmondeley')
    expect(Notes).toContain('billing.name: Bartholomew-Maximilian Featherstonehaugh-Cholmondeley')
    expect(Notes).toContain(`billing.address_1: ${'long '.repeat(40)}street`)
  })

  test('of a plain buyer has a plain number and no notes', () => {
    const { AccountNumber, Notes } = record({})
    expect([AccountNumber, Notes]).toEqual(['k3f9x2-W812', undefined])
  })
})

function contextOf(links: readonly Link[]) {
  return { known: plainKnown({ links }), settings: plainSettings(), order: 'customer:812' }
}

describe('a customer who changed in the shop', () => {
  const JOB = {
    jobID: 6,
    revision: 2,
    generation: 7,
    subject: 'customer:812',
    order: 'customer:812',
    isPushed: false,
    doubtedSetID: null,
    heldBy: null,
  }
  const identity = {
    ...ANA,
    phone: '2',
    atCreation: { ...ANA.atCreation, notes: 'x', resaleNumber: 'R' },
  }
  const about = (link: Link) => ({
    identity,
    losses: [],
    isIndividual: true,
    context: contextOf([link]),
  })

  test('is sent what differs from what was last sent, and never what only a new one is given', () => {
    const sent = JSON.stringify({
      FirstName: 'Ana',
      LastName: 'Lima',
      Phone: '1',
      Email: ANA.email,
    })
    const plan = planCustomer(JOB, about({ ...LINK, sent }))
    expect(plan).toMatchObject({
      kind: 'send',
      requests: [
        {
          request: {
            content: { CustomerMod: { ListID: LIST_ID, EditSequence: '1', Phone: '2' } },
          },
        },
      ],
    })
    const [request] = plan.kind === 'send' ? plan.requests : []
    expect(Object.keys(Object(request?.request.content).CustomerMod)).toEqual([
      'ListID',
      'EditSequence',
      'Phone',
    ])
  })

  test('and was found by the company does not rewrite the company’s record', () => {
    const evidence = { rule: 'company-and-postcode', compared: 'acme|10001' } as const
    expect(planCustomer(JOB, about({ ...LINK, evidence }))).toEqual({ kind: 'agrees', links: [] })
  })

  test('and whose role’s orders go to one customer makes nobody', () => {
    const plan = planCustomer(
      { ...JOB, isPushed: true },
      { identity, losses: [], isIndividual: false, context: contextOf([]) },
    )
    expect(plan).toEqual({ kind: 'agrees', links: [] })
  })
})

test('what follows a sale goes to the sale’s customer', () => {
  expect(met({ soldTo: '80000005-1790000000', entries: [ENTRY] })).toBe('80000005-1790000000')
})
