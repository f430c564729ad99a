/** QuickBooks does not have who bought, or has the buyer in a form that cannot be used. */
import { expect } from 'vitest'
import { listEntries, salesReceipts } from '../../../worker/practice/look-up.ts'
import { enterByHand } from '../../../worker/practice/person.ts'
import type { CompanyFile } from '../../../worker/practice/books.ts'
import { numbered, ORDER } from '../held-orders.ts'
import { isPostedOnce, sendAndUpdate } from './scene.ts'
import type { Scene } from './scene.ts'
import type { MadeProblem } from './made.ts'

const EMAIL = 'gwen.guest@example.test'
const NAME = 'Gwen Guest'

const NO_DEFAULTS = {
  customerTypeName: null,
  termsName: null,
  salesTaxCodeName: null,
  taxItemName: null,
  priceLevelName: null,
  paymentMethodName: null,
}

/** Five deep, as QuickBooks allows, with names as long as it allows. */
const LONG_PATH = ['A', 'B', 'C', 'D', 'E'].map((letter) => letter.repeat(41))

export const CUSTOMER_PROBLEMS: readonly MadeProblem[] = [
  {
    code: 'customer-missing',
    how: 'where no customer may be created',
    opening: { settings: { createCustomers: false } },
    make: sendAndUpdate,
    names: [ORDER.number, NAME],
    press: { repair: 'set:createCustomers' },
    isRight: isSoldTo(NAME),
  },
  {
    code: 'customer-missing',
    how: 'under the name that the shop knows',
    opening: { settings: { createCustomers: false } },
    make: afterEntering((company) => {
      enterByHand(company, { kind: 'Customer', name: 'Guest & Co' })
    }),
    names: [ORDER.number, NAME],
    press: { repair: 'choose:this-customer', name: 'Guest & Co' },
    isRight: isSoldTo('Guest & Co'),
  },
  {
    code: 'customer-inactive',
    how: 'and may be made active again',
    make: afterEntering(enterInactive),
    names: [ORDER.number, 'Gwen the Guest'],
    press: { repair: 'set:inactiveCustomers' },
    isRight: isSoldTo('Gwen the Guest'),
  },
  {
    code: 'customer-inactive',
    how: 'because the buyer has another record now',
    make: afterEntering((company) => {
      enterInactive(company)
      enterByHand(company, { kind: 'Customer', name: 'Guest & Co' })
    }),
    names: [ORDER.number, 'Gwen the Guest'],
    press: { repair: 'choose:this-customer', name: 'Guest & Co' },
    isRight: isSoldTo('Guest & Co'),
  },
  {
    code: 'customer-ambiguous',
    how: 'because two have the buyer’s e-mail',
    make: afterEntering((company) => {
      enterByHand(company, { kind: 'Customer', name: 'G. Guest', fields: { Email: EMAIL } })
      enterByHand(company, { kind: 'Customer', name: 'Guest & Co', fields: { Email: EMAIL } })
    }),
    names: [ORDER.number, 'G. Guest', 'Guest & Co', 'e-mail address'],
    press: { repair: 'choose:this-customer', name: 'G. Guest' },
    isRight: isSoldTo('G. Guest'),
  },
  {
    code: 'customer-path-too-long',
    how: 'below a customer that is filed five deep',
    opening: { settings: { customerParent: LONG_PATH.join(':') } },
    make: afterEntering((company) => {
      let parentListID: string | null = null
      for (const name of LONG_PATH) {
        parentListID = enterByHand(company, { kind: 'Customer', name, parentListID }).ListID
      }
    }),
    names: [ORDER.number, NAME],
    press: { repair: 'set:customerParent' },
    isRight: isSoldTo(NAME),
  },
  {
    code: 'customer-name-taken',
    how: 'with the shop’s ID behind it as well',
    make: async (scene) => {
      enterByHand(scene.company, { kind: 'Vendor', name: NAME })
      enterByHand(scene.company, { kind: 'Employee', name: `${NAME} (W-812)` })
      enterByHand(scene.company, { kind: 'Customer', name: 'Gwen as a customer' })
      await sendAndUpdate(scene, { ...ORDER, customer_id: 812 })
    },
    names: [ORDER.number, NAME],
    press: { repair: 'choose:this-customer', name: 'Gwen as a customer' },
    isRight: isSoldTo('Gwen as a customer'),
  },
  {
    code: 'customer-of-another-currency',
    how: 'because all orders go to one in dollars',
    opening: {
      settings: { foreignCurrencies: 'post', customerFor: { '*': 'Web' } },
      company: { isMultiCurrencyOn: true },
    },
    make: async (scene) => {
      const { company } = scene
      const fields = { CurrencyCode: 'EUR', ExchangeRate: '1.05' }
      const euro = enterByHand(company, { kind: 'Currency', name: 'Euro', fields })
      const refs = { CurrencyRef: euro.ListID }
      enterByHand(company, { kind: 'Customer', name: 'Web' })
      enterByHand(company, { kind: 'Customer', name: 'Web in euros', refs })
      await sendAndUpdate(scene, { ...ORDER, currency: 'EUR' })
    },
    names: [ORDER.number, 'Web', 'Euro'],
    press: { repair: 'choose:this-customer', name: 'Web in euros' },
    isRight: async (scene) => {
      await isSoldTo('Web in euros')(scene)
      // Those in dollars still go to the one in dollars.
      await sendAndUpdate(scene, numbered(1))
      expect(buyers(scene)).toEqual(['Web in euros', 'Web'])
    },
  },
  {
    code: 'name-in-use',
    how: 'when an inactive customer was to be made active',
    opening: { settings: { inactiveCustomers: 'reactivate' } },
    make: async (scene) => {
      enterInactive(scene.company)
      enterByHand(scene.company, { kind: 'Customer', name: 'Guest & Co' })
      scene.office.faults = {
        onRequest: ({ name }) =>
          name === 'CustomerModRq'
            ? {
                kind: 'refused',
                statusCode: 3100,
                statusMessage: 'The name "Gwen the Guest" of the list element is already in use.',
              }
            : null,
      }
      await sendAndUpdate(scene)
    },
    names: [ORDER.number, 'Gwen the Guest'],
    press: { repair: 'choose:this-customer', name: 'Guest & Co' },
    isRight: isSoldTo('Guest & Co'),
  },
  {
    code: 'reference-missing',
    how: 'because new customers have a sales rep whom nobody has entered',
    opening: {
      settings: { customerDefaults: { '*': { ...NO_DEFAULTS, salesRepInitials: 'XX' } } },
    },
    make: sendAndUpdate,
    names: [ORDER.number, 'XX', 'Sales Rep List'],
    before: ({ company }) => {
      enterByHand(company, { kind: 'SalesRep', name: 'XX' })
    },
    press: { repair: 'read-lists-again' },
    isRight: isSoldTo(NAME),
  },
  {
    code: 'names-running-out',
    how: 'in QuickBooks Pro after 13,100 names',
    opening: { company: { productName: 'QuickBooks Pro 2024' } },
    make: async (scene) => {
      for (let count = 0; count < 13_100; count += 1) {
        enterByHand(scene.company, { kind: 'OtherName', name: `Name ${count}` })
      }
      enterByHand(scene.company, { kind: 'Customer', name: 'Web guests' })
      await sendAndUpdate(scene)
    },
    names: ['14,500', 'Settings › Customers'],
    press: { repair: 'choose:guest-customer', name: 'Web guests' },
    isRight: async (scene) => {
      const before = listEntries(scene.company, 'Customer').length
      const billing = { ...(ORDER.billing as object), email: 'zoe@example.test', first_name: 'Zoe' }
      await sendAndUpdate(scene, { ...numbered(1), billing })
      expect(buyers(scene)).toEqual([NAME, 'Web guests'])
      expect(listEntries(scene.company, 'Customer')).toHaveLength(before)
    },
  },
]

function enterInactive(company: CompanyFile): void {
  const entry = { kind: 'Customer', name: 'Gwen the Guest', isActive: false } as const
  enterByHand(company, { ...entry, fields: { Email: EMAIL } })
}

function afterEntering(enter: (company: CompanyFile) => void): MadeProblem['make'] {
  return async (scene) => {
    enter(scene.company)
    await sendAndUpdate(scene)
  }
}

function isSoldTo(name: string): (scene: Scene) => Promise<void> {
  return async (scene) => {
    await isPostedOnce(scene)
    expect(buyers(scene)).toEqual([name])
  }
}

function buyers({ company }: Scene): readonly (string | null)[] {
  return salesReceipts(company).map(({ customer }) => customer)
}
