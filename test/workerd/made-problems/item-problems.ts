/** QuickBooks does not have what was sold, has it in a form that cannot be sold, or nowhere to post it. */
import { expect } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../worker/books/settings.ts'
import type { Settings } from '../../../worker/books/settings.ts'
import type { CompanyFile } from '../../../worker/practice/books.ts'
import { listEntries, salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterByHand, inactivateEntry } from '../../../worker/practice/person.ts'
import { ORDER } from '../held-orders.ts'
import type { WooOrder } from '../shop.ts'
import { isPostedOnce, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

const SKU = 'TEE-001'

export const ITEM_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'item-missing',
    how: 'where no item may be created',
    opening: { settings: { unmappedItems: 'hold' } },
    make: sendAndUpdate,
    names: [ORDER.number, SKU],
    press: { repair: 'set:unmappedItems' },
    isRight: isSoldAs(SKU),
  },
  {
    code: 'item-missing',
    how: 'under the SKU of the shop',
    opening: { settings: { unmappedItems: 'hold' } },
    make: afterEntering((company) => {
      enterItem(company, 'Shipping')
      enterItem(company, 'Classic tee')
    }),
    names: [ORDER.number, SKU],
    press: { repair: 'choose:this-item', name: 'Classic tee' },
    isRight: isSoldAs('Classic tee'),
  },
  {
    code: 'item-inactive',
    how: 'because the goods have another item now',
    make: afterEntering((company) => {
      enterItem(company, SKU, { isActive: false })
      enterItem(company, 'Classic tee')
    }),
    names: [ORDER.number, SKU],
    press: { repair: 'choose:this-item', name: 'Classic tee' },
    isRight: isSoldAs('Classic tee'),
  },
  {
    code: 'item-inactive',
    how: 'though the owner chose it for the product',
    opening: { settings: { mapping: chosen({ items: { [SKU]: 'Old tee' } }) } },
    make: afterEntering((company) => {
      enterItem(company, 'Old tee', { isActive: false })
      enterItem(company, 'Classic tee')
    }),
    names: [ORDER.number, 'Old tee'],
    press: { repair: 'choose:other-item', instead: 'Old tee', name: 'Classic tee' },
    isRight: isSoldAs('Classic tee'),
  },
  {
    code: 'item-unsuitable',
    how: 'because a subtotal has the product’s SKU for a name',
    make: afterEntering((company) => {
      enterByHand(company, { kind: 'Item', type: 'ItemSubtotal', name: SKU })
      enterItem(company, 'Classic tee')
    }),
    names: [ORDER.number, SKU, 'Subtotal'],
    press: { repair: 'choose:this-item', name: 'Classic tee' },
    isRight: isSoldAs('Classic tee'),
  },
  {
    code: 'chosen-item-missing',
    how: 'because the name was mistyped',
    opening: { settings: { mapping: chosen({ items: { [SKU]: 'Clasic tee' } }) } },
    make: afterEntering((company) => {
      enterItem(company, 'Classic tee')
    }),
    names: [ORDER.number, 'Clasic tee'],
    press: { repair: 'choose:other-item', instead: 'Clasic tee', name: 'Classic tee' },
    isRight: isSoldAs('Classic tee'),
  },
  {
    code: 'item-ambiguous',
    how: 'because two items have the SKU below others',
    make: afterEntering((company) => {
      for (const above of ['Men', 'Women']) {
        const { ListID } = enterItem(company, above)
        enterItem(company, SKU, { parentListID: ListID })
      }
    }),
    names: [ORDER.number, `Men:${SKU}`, `Women:${SKU}`],
    press: { repair: 'choose:this-item', name: `Women:${SKU}` },
    isRight: isSoldAs(`Women:${SKU}`),
  },
  {
    code: 'no-fallback-item',
    how: 'where products are to have one',
    opening: { settings: { unmappedItems: 'fallback' } },
    make: afterEntering((company) => {
      enterItem(company, 'Shipping')
      enterItem(company, 'Web sale')
    }),
    names: [ORDER.number, SKU],
    press: { repair: 'choose:fallback-item', name: 'Web sale' },
    isRight: isSoldAs('Web sale'),
  },
  {
    code: 'no-account',
    how: 'because no income account is active',
    make: afterEntering((company) => {
      for (const fullName of ['Sales', 'Shipping Income', 'Sales Discounts']) {
        inactivateEntry(company, { kind: 'Account', fullName })
      }
    }),
    names: [ORDER.number, SKU, 'Income'],
    press: { repair: 'choose:income-account', name: 'Other Income' },
    isRight: earnsTo('Other Income'),
  },
  {
    code: 'account-missing',
    how: 'because the settings name one of another company',
    opening: { settings: { mapping: withAccounts({ income: 'Web Sales' }) } },
    make: sendAndUpdate,
    names: [ORDER.number, 'Web Sales'],
    press: { repair: 'choose:other-account', instead: 'Web Sales', name: 'Sales' },
    isRight: earnsTo('Sales'),
  },
  {
    code: 'posting-account-missing',
    how: 'because the usual one does not do for a new item',
    make: async (scene) => {
      scene.office.faults = {
        onRequest: ({ name }) =>
          name === 'ItemNonInventoryAddRq'
            ? {
                kind: 'refused',
                statusCode: 3270,
                statusMessage: 'There is a missing posting account.',
              }
            : null,
      }
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, SKU],
    before: (scene) => {
      scene.office.faults = {}
    },
    press: { repair: 'choose:income-account', name: 'Other Income' },
    isRight: earnsTo('Other Income'),
  },
  {
    code: 'no-gift-card-account',
    how: 'when the first gift card is sold',
    make: (scene) => sendAndUpdate(scene, GIFT_CARD),
    names: [ORDER.number, 'Gift card', 'Other Current Liability'],
    press: { repair: 'choose:gift-card-account', name: 'Gift Cards' },
    isRight: earnsTo('Gift Cards', 'Gift card'),
  },
  {
    code: 'gift-card-account-unsuitable',
    how: 'because it is an income account',
    opening: { settings: { mapping: withAccounts({ giftCards: 'Sales' }) } },
    make: (scene) => sendAndUpdate(scene, GIFT_CARD),
    names: [ORDER.number, 'Gift card', 'Sales'],
    press: { repair: 'choose:gift-card-account', name: 'Gift Cards' },
    isRight: earnsTo('Gift Cards', 'Gift card'),
  },
]

/** As PW Gift Cards sells one. */
const [LINE] = ORDER.line_items as readonly object[]
const GIFT_CARD: WooOrder = {
  ...ORDER,
  line_items: [{ ...LINE, meta_data: [{ id: 1, key: 'pw_gift_card_amount', value: '19.99' }] }],
}

function chosen(mapping: Partial<Settings['mapping']>): Settings['mapping'] {
  return { ...DEFAULT_SETTINGS.mapping, ...mapping }
}

function withAccounts(accounts: Partial<Settings['mapping']['accounts']>): Settings['mapping'] {
  return chosen({ accounts: { ...DEFAULT_SETTINGS.mapping.accounts, ...accounts } })
}

function enterItem(
  company: CompanyFile,
  name: string,
  entered: { readonly isActive?: boolean; readonly parentListID?: string } = {},
) {
  return enterByHand(company, { kind: 'Item', type: 'ItemNonInventory', name, ...entered })
}

function afterEntering(enter: (company: CompanyFile) => void): MadeProblem['make'] {
  return async (scene) => {
    enter(scene.company)
    await sendAndUpdate(scene)
  }
}

/** The sale stands, and the goods on it under this item. */
function isSoldAs(item: string): (scene: Scene) => Promise<void> {
  return async (scene) => {
    await isPostedOnce(scene)
    const [goods] = salesReceipts(scene.company).flatMap(({ lines }) => lines)
    expect(goods?.item).toBe(item)
  }
}

/** The sale stands, and what it sells was made with this account. */
function earnsTo(account: string, item = SKU): (scene: Scene) => Promise<void> {
  return async (scene) => {
    await isPostedOnce(scene)
    const made = listEntries(scene.company, 'Item').find(({ fullName }) => fullName === item)
    expect(Object.values(made?.refs ?? {})).toContain(account)
  }
}
