import { describe, expect, test } from 'bun:test'
import {
  GIFT_CARD_ITEM,
  productItem,
  SHIPPING_ITEM,
  TIP_ITEM,
} from '../../worker/books/item-identity.ts'
import type { ItemIdentity } from '../../worker/books/document.ts'
import type { Settings } from '../../worker/books/settings.ts'
import { itemNeeded } from '../../worker/posting/desktop/item.ts'
import type { Link, ListEntry, SessionKnowledge } from '../../worker/posting/known.ts'
import { lineItem, plainSettings } from '../books/plain-order.ts'
import { plainEntry, plainKnown } from './known-plain.ts'

const SALES = plainEntry({ list: 'account', fullName: 'Sales', type: 'Income' })
const OWED = plainEntry({
  list: 'account',
  fullName: 'Gift cards owed',
  listID: '8000000A-1790000000',
  type: 'OtherCurrentLiability',
})
const TEE_ENTRY = plainEntry({
  list: 'item',
  fullName: 'TEE-001',
  listID: '80000001-1790000000',
  type: 'ItemInventory',
  incomeAccount: 'Sales',
})

type Situation = {
  readonly identity?: ItemIdentity
  readonly entries?: readonly ListEntry[]
  readonly links?: readonly Link[]
  readonly session?: Partial<SessionKnowledge>
  readonly settings?: Partial<Settings>
}

/** The ListID, the request that asks or adds, or the problem's code. */
function needed({ settings: changes = {}, ...situation }: Situation): unknown {
  const settings = { ...plainSettings(), ...changes }
  const { identity = productItem(lineItem(), settings), links = [], session = {} } = situation
  const entries = [SALES, OWED, ...(situation.entries ?? [])]
  const need = itemNeeded(identity, {
    known: plainKnown({ entries, links, session }),
    settings,
    order: '1042',
  })
  switch (need.kind) {
    case 'found':
      return [need.listID, need.alsoLink.map(({ subject }) => subject)]
    case 'problem':
      return need.problem.code
    case 'ask': {
      const { request, purpose } = need.request
      return [request.name, 'name' in purpose ? purpose.name : null]
    }
  }
}

function linked(subject: string, listID: string): Link {
  return {
    subject,
    role: 'item',
    kind: 'ItemInventory',
    quickBooksID: listID,
    label: '',
    editSequence: '',
    sent: '',
    totalCents: null,
    posting: 1,
    isDeleted: false,
    twinID: null,
  }
}

function withAccounts(accounts: Partial<Settings['mapping']['accounts']>) {
  const { mapping } = plainSettings()
  return { mapping: { ...mapping, accounts: { ...mapping.accounts, ...accounts } } }
}

const NEED = 'item tee-001'
const KNOWN_MISSING = { takenNames: { [NEED]: 1 }, lookedUp: { [NEED]: true } } as const

describe('an item that QuickBooks has by its name', () => {
  test('is found, and linked to what it is', () => {
    expect(needed({ entries: [TEE_ENTRY] })).toEqual([TEE_ENTRY.listID, ['product:20']])
  })

  test('that is inactive is read once more, then the owner is offered what to do', () => {
    const entries = [{ ...TEE_ENTRY, isActive: false }]
    expect(needed({ entries })).toEqual(['ItemQueryRq', 'TEE-001'])
    expect(needed({ entries, session: { lookedUp: { [NEED]: true } } })).toBe('item-inactive')
  })

  test('of a type that no line can have is not sold', () => {
    const entries = [{ ...TEE_ENTRY, type: 'ItemSubtotal' }]
    const session = { lookedUp: { [NEED]: true } } as const
    expect(needed({ entries, session })).toBe('item-unsuitable')
  })
})

describe('an item that stands below another in QuickBooks', () => {
  const below = { ...TEE_ENTRY, fullName: 'Clothing:Tee-001' }

  test('is the product’s, where no other is called by its SKU, and the link says why', () => {
    const settings = plainSettings()
    const known = plainKnown({ entries: [SALES, below] })
    const need = itemNeeded(productItem(lineItem(), settings), { known, settings, order: '1042' })
    expect(need).toMatchObject({
      kind: 'found',
      listID: below.listID,
      alsoLink: [
        {
          subject: 'product:20',
          label: 'Clothing:Tee-001',
          evidence: { rule: 'child-item-name', compared: 'TEE-001' },
        },
      ],
    })
  })

  test('gives way to one at the top', () => {
    const top = { ...TEE_ENTRY, listID: '80000002-1790000000' }
    expect(needed({ entries: [below, top] })).toEqual([top.listID, ['product:20']])
  })

  test('and another below a third: a person has to say which, active ones first', () => {
    const other = { ...below, listID: '80000003-1790000000', fullName: 'Sale:TEE-001' }
    expect(needed({ entries: [below, other] })).toBe('item-ambiguous')
    expect(needed({ entries: [below, { ...other, isActive: false }] })).toEqual([
      below.listID,
      ['product:20'],
    ])
  })

  test('is no shipping, fee or card: such words are too common to mean the same', () => {
    const shipping = plainEntry({ list: 'item', fullName: 'Bought:Shipping', type: 'ItemService' })
    expect(needed({ identity: SHIPPING_ITEM, entries: [shipping] })).toEqual([
      'ItemOtherChargeAddRq',
      'Shipping',
    ])
  })
})

describe('an item that is linked', () => {
  const links = [linked('product:20', TEE_ENTRY.listID)]

  test('is that one, whatever it is called now', () => {
    expect(needed({ links })).toEqual([TEE_ENTRY.listID, []])
    const entries = [{ ...TEE_ENTRY, fullName: 'Clothing:Tee' }]
    expect(needed({ links, entries })).toEqual([TEE_ENTRY.listID, []])
  })

  test('and was made inactive is offered to be made active', () => {
    const entries = [{ ...TEE_ENTRY, isActive: false }]
    const session = { lookedUp: { [NEED]: true } } as const
    expect(needed({ links, entries, session })).toBe('item-inactive')
  })
})

describe('an item that QuickBooks lacks', () => {
  test('is created', () => {
    expect(needed({})).toEqual(['ItemNonInventoryAddRq', 'TEE-001'])
  })

  test('is waited for where the owner wants that, once it was looked for', () => {
    const settings = { unmappedItems: 'hold' } as const
    expect(needed({ settings })).toEqual(['ItemQueryRq', 'TEE-001'])
    expect(needed({ settings, session: KNOWN_MISSING })).toBe('item-missing')
  })

  describe('has another in its place where the owner named one', () => {
    const settings = { unmappedItems: 'fallback', fallbackItem: 'Web:Other' } as const
    const other = plainEntry({
      list: 'item',
      fullName: 'Web:Other',
      listID: '80000009-1790000000',
      type: 'ItemService',
    })

    test('once it was looked for, and without a link that would outlast the need', () => {
      expect(needed({ settings, entries: [other] })).toEqual(['ItemQueryRq', 'TEE-001'])
      expect(needed({ settings, entries: [other], session: KNOWN_MISSING })).toEqual([
        other.listID,
        [],
      ])
    })

    test('is looked for itself, never made, and said to be missing', () => {
      expect(needed({ settings, session: KNOWN_MISSING })).toEqual(['ItemQueryRq', 'Web:Other'])
      const session = { takenNames: { [NEED]: 1, 'item web:other': 1 } }
      expect(needed({ settings, session })).toBe('chosen-item-missing')
    })

    test('waits where no stand-in is named', () => {
      const none = { unmappedItems: 'fallback', fallbackItem: null } as const
      expect(needed({ settings: none, session: KNOWN_MISSING })).toBe('no-fallback-item')
    })

    test('stands for goods alone: shipping and what is owed wait', () => {
      const session = { takenNames: { 'item shipping': 1, 'item gift card': 1 } }
      const entries = [other]
      for (const identity of [SHIPPING_ITEM, GIFT_CARD_ITEM]) {
        expect(needed({ settings, entries, identity, session })).toBe('item-missing')
      }
    })

    test('stands for a deleted product too', () => {
      const plain = { ...plainSettings(), ...settings }
      const identity = productItem(lineItem({ productId: 0, sku: '' }), plain)
      const session = { takenNames: { 'item woocommerce sale': 1 } }
      expect(needed({ settings, entries: [other], identity, session })).toEqual([other.listID, []])
    })
  })
})

describe('an item that the owner chose', () => {
  const settings = plainSettings({ items: { 'TEE-001': 'Clothing:Tee' } })
  const chosen = plainEntry({
    list: 'item',
    fullName: 'Clothing:Tee',
    listID: '80000005-1790000000',
    type: 'ItemInventory',
  })

  test('counts, whatever is linked or has the SKU for its name', () => {
    const links = [linked('product:20', TEE_ENTRY.listID)]
    expect(needed({ settings, links, entries: [TEE_ENTRY, chosen] })).toEqual([chosen.listID, []])
  })

  test('is looked for by its full name, and never made', () => {
    expect(needed({ settings })).toEqual(['ItemQueryRq', 'Clothing:Tee'])
    const session = { takenNames: { 'item clothing:tee': 1 } }
    expect(needed({ settings, session })).toBe('chosen-item-missing')
  })
})

describe('the account of a new item', () => {
  test('for gift cards has to be chosen: they are owed, and from which account nobody can guess', () => {
    expect(needed({ identity: GIFT_CARD_ITEM })).toBe('no-gift-card-account')
  })

  test('for gift cards has to be a liability', () => {
    const settings = withAccounts({ giftCards: 'Sales' })
    expect(needed({ identity: GIFT_CARD_ITEM, settings })).toBe('gift-card-account-unsuitable')
    expect(
      needed({ identity: GIFT_CARD_ITEM, settings: withAccounts({ giftCards: 'Gone' }) }),
    ).toBe('account-missing')
    const right = withAccounts({ giftCards: 'Gift cards owed' })
    expect(needed({ identity: GIFT_CARD_ITEM, settings: right })).toEqual([
      'ItemOtherChargeAddRq',
      'Gift card',
    ])
  })

  test('an item of QuickBooks’ own that earns is not taken for one that is owed', () => {
    const earning = plainEntry({
      list: 'item',
      fullName: 'Gift card',
      type: 'ItemOtherCharge',
      incomeAccount: 'Sales',
    })
    const session = { lookedUp: { 'item gift card': true } } as const
    expect(needed({ identity: GIFT_CARD_ITEM, entries: [earning], session })).toBe(
      'gift-card-account-unsuitable',
    )
    const owed = { ...earning, incomeAccount: 'Gift cards owed' }
    expect(needed({ identity: GIFT_CARD_ITEM, entries: [owed] })).toEqual([
      owed.listID,
      ['item:gift-card'],
    ])
  })

  test('for tips is the chosen one, owed or earned, else that of the other items', () => {
    const adding = (accounts: Partial<Settings['mapping']['accounts']>) => {
      const settings = { ...plainSettings(), ...withAccounts(accounts) }
      const known = plainKnown({ entries: [SALES, OWED] })
      const need = itemNeeded(TIP_ITEM, { known, settings, order: '1042' })
      return need.kind === 'ask' ? JSON.stringify(need.request.request.content) : need.kind
    }
    expect(adding({ tips: 'Gift cards owed' })).toContain(OWED.listID)
    expect(adding({})).toContain(SALES.listID)
  })
})
