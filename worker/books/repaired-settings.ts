/** The settings as a repair leaves them. */
import type { Order } from '../woo/order.ts'
import { adjustedSettings } from './adjusted-settings.ts'
import { mappedGateway, PLAIN_GATEWAY } from './gateway-mapping.ts'
import { mapped } from './mapped.ts'
import { changeSetting } from './parse-settings.ts'
import type { Choice, Repair } from './repair.ts'
import { isPlainObject } from './setting-values.ts'
import type { Settings } from './settings.ts'
import { suggestMapping } from './suggest-mapping.ts'
import type { QuickBooksTaxes } from './suggest-tax-codes.ts'

/** What a person named, as QuickBooks spells it. */
export type Chosen = {
  readonly name: string
  /** Where a name takes the place of another that QuickBooks does not have. */
  readonly instead: string
}

export type OrdersHeld = {
  readonly orders: readonly Order[]
  readonly settings: Settings
  readonly taxes: QuickBooksTaxes | null
}

export type SettingsRepair = Extract<
  Repair,
  { readonly kind: 'set-setting' | 'accept-suggestion' | 'adjust-settings' | 'choose' }
>

const GATEWAYS = ['gateways'] as const
/** One without the others would hold the same order again. */
const TAXES = ['taxRates', 'taxCodes', 'zeroRateItem'] as const

/** Null where the settings cannot be so: the orders suggest nothing, or there is no such setting. */
export function repairedSettings(
  repair: SettingsRepair,
  { held, chosen }: { readonly held: OrdersHeld; readonly chosen: Chosen },
): Settings | null {
  const { settings } = held
  switch (repair.kind) {
    case 'set-setting':
      return withValue(settings, repair.key, repair.value)
    case 'accept-suggestion': {
      const suggested = suggestMapping(held)
      const parts = repair.part === 'gateways' ? GATEWAYS : TAXES
      const accepted = parts.map((part) => [part, suggested[part]] as const)
      return { ...settings, mapping: { ...settings.mapping, ...Object.fromEntries(accepted) } }
    }
    case 'adjust-settings':
      return adjustedSettings(repair.adjustment, held)
    case 'choose':
      return withChoice(repair.choice, { held, chosen })
  }
}

function withChoice(
  choice: Choice,
  { held, chosen }: { readonly held: OrdersHeld; readonly chosen: Chosen },
): Settings | null {
  const { settings } = held
  const { name, instead } = chosen
  switch (choice) {
    case 'deposit-account':
      return withGateways(held, { depositAccountName: name })
    case 'refund-account':
      return withGateways(held, { refundAccountName: name })
    case 'income-account':
      return withValue(settings, 'mapping.accounts.income', name)
    case 'gift-card-account':
      return withValue(settings, 'mapping.accounts.giftCards', name)
    case 'fallback-item':
      return withValue({ ...settings, unmappedItems: 'fallback' }, 'fallbackItem', name)
    case 'guest-customer':
      return withValue(settings, 'customerFor', { ...settings.customerFor, guest: name })
    case 'other-account':
    case 'other-item':
      return instead === '' ? null : withNameInstead(settings, { choice, name, instead })
  }
}

function withValue(settings: Settings, key: string, value: unknown): Settings | null {
  const changed = changeSetting(settings, { key, value })
  return changed.kind === 'settings' ? changed.settings : null
}

/** Of the gateways that the held orders were paid by; a new one has the method it is called after. */
function withGateways(
  held: OrdersHeld,
  account: { readonly depositAccountName: string } | { readonly refundAccountName: string },
): Settings | null {
  const { settings, orders } = held
  const suggested = suggestMapping({ ...held, taxes: null }).gateways
  const gateways = { ...settings.mapping.gateways }
  for (const order of orders) {
    const inCurrency = `${order.paymentMethod}|${order.currency}`
    const key = Object.hasOwn(gateways, inCurrency) ? inCurrency : order.paymentMethod
    const standing =
      mappedGateway(gateways, order) ?? mapped(suggested, order.paymentMethod) ?? PLAIN_GATEWAY
    gateways[key] = { ...standing, ...account }
  }
  return withValue(settings, 'mapping.gateways', gateways)
}

/** The settings that name an account, and those that name an item, as paths with `*` for any key. */
const NAMING: Readonly<Record<'other-account' | 'other-item', readonly string[]>> = {
  'other-account': [
    'mapping.accounts.*',
    'mapping.gateways.*.depositAccountName',
    'mapping.gateways.*.receivablesAccountName',
    'mapping.gateways.*.feeAccountName',
    'mapping.gateways.*.refundAccountName',
  ],
  'other-item': [
    'mapping.items.*',
    'mapping.fees.*',
    'mapping.coupons.*.itemName',
    'mapping.shippingMethods.*.itemName',
    'fallbackItem',
  ],
}

type Naming = keyof typeof NAMING

/** Every name of that kind that the settings have, each once. */
export function namesInSettings(settings: Settings, naming: Naming): readonly string[] {
  const names = NAMING[naming].flatMap((path) => namesAt(settings, path.split('.')))
  return [...new Set(names)]
}

function namesAt(value: unknown, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === undefined) {
    return typeof value === 'string' ? [value] : []
  }
  if (!isPlainObject(value)) {
    return []
  }
  const values = step === '*' ? Object.values(value) : [value[step]]
  return values.flatMap((one) => namesAt(one, rest))
}

function withNameInstead(
  settings: Settings,
  { choice, name, instead }: { readonly choice: Naming } & Chosen,
): Settings {
  return NAMING[choice].reduce<unknown>(
    (value, path) => replacedAt(value, { steps: path.split('.'), name, instead }),
    settings,
  ) as Settings
}

function replacedAt(
  value: unknown,
  { steps, name, instead }: { readonly steps: readonly string[] } & Chosen,
): unknown {
  const [step, ...rest] = steps
  if (step === undefined) {
    return value === instead ? name : value
  }
  if (!isPlainObject(value)) {
    return value
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      step === '*' || step === key ? replacedAt(one, { steps: rest, name, instead }) : one,
    ]),
  )
}
