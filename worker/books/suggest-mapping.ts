/** A mapping that lets the shop's orders through; the owner's own choices are never touched. */
import type { Order, TaxLine } from '../woo/order.ts'
import { cutAtWord } from './fitted-text.ts'
import { PLAIN_GATEWAY } from './gateway-mapping.ts'
import type { MappedGateway } from './gateway-mapping.ts'
import type { MappedTaxItem, Mapping } from './mapping.ts'
import type { Settings } from './settings.ts'
import { percentText } from './percent-text.ts'
import { suggestTaxCodes } from './suggest-tax-codes.ts'
import type { QuickBooksTaxes } from './suggest-tax-codes.ts'
import { hasWord, plainText, withoutMarkup } from './plain-text.ts'

const NAME_LENGTH_MAX = 31
const AGENCY_NAME = 'Sales Tax Agency'
const ZERO_RATE_ITEM: MappedTaxItem = {
  name: 'Tax on lines 0%',
  ratePercent: '0',
  description: 'The sales tax stands on lines of its own',
  agencyName: AGENCY_NAME,
}

export function suggestMapping({
  orders,
  settings: { mapping },
  taxes = null,
}: {
  readonly orders: readonly Order[]
  readonly settings: Settings
  /** Of a Canadian or UK company, as far as QuickBooks has shown them. */
  readonly taxes?: QuickBooksTaxes | null
}): Mapping {
  const gateways = withGateways(mapping.gateways, orders)
  if (taxes !== null) {
    return { ...mapping, ...suggestTaxCodes(orders, { mapping, taxes }), gateways }
  }
  const zeroRateItem = mapping.zeroRateItem ?? ZERO_RATE_ITEM
  return {
    ...mapping,
    zeroRateItem,
    taxRates: withTaxRates({ ...mapping, zeroRateItem }, orders),
    gateways,
  }
}

function withTaxRates({ taxRates, zeroRateItem }: Mapping, orders: readonly Order[]) {
  const rates: Record<string, MappedTaxItem> = { ...taxRates }
  const taken = new Set<string>()
  for (const item of [...Object.values(taxRates), zeroRateItem]) {
    taken.add(nameKey(item?.name ?? ''))
  }
  for (const line of orders.flatMap((order) => order.taxLines)) {
    const rateID = String(line.rateId)
    // Without its percent a rate is only a word: the owner has to say which item that is.
    if (line.ratePercent === null || Object.hasOwn(rates, rateID)) {
      continue
    }
    const ratePercent = percentText(line.ratePercent)
    const name = freeName(taken, { text: rateLabel(line), suffix: ` ${ratePercent}%`, id: rateID })
    taken.add(nameKey(name))
    rates[rateID] = { name, ratePercent, description: name, agencyName: AGENCY_NAME }
  }
  return rates
}

function withGateways(known: Mapping['gateways'], orders: readonly Order[]) {
  const gateways: Record<string, MappedGateway> = { ...known }
  const names = Object.values(known).map((gateway) => nameKey(gateway.paymentMethodName ?? ''))
  const taken = new Set(names)
  for (const { paymentMethod, paymentMethodTitle } of orders) {
    if (Object.hasOwn(gateways, paymentMethod)) {
      continue
    }
    const name = paymentMethod === '' ? null : methodName(taken, paymentMethod, paymentMethodTitle)
    taken.add(nameKey(name ?? ''))
    gateways[paymentMethod] = { ...PLAIN_GATEWAY, paymentMethodName: name }
  }
  return gateways
}

function methodName(taken: ReadonlySet<string>, gateway: string, title: string): string {
  const text = listName(title)
  return freeName(taken, {
    text: hasWord(text) ? text : listName(gateway),
    suffix: '',
    id: gateway,
  })
}

function rateLabel({ label, rateCode }: TaxLine): string {
  const text = [label, rateCode].map(listName).find(hasWord)
  return text ?? 'Sales tax'
}

function listName(text: string): string {
  return plainText(withoutMarkup(text)).text.replaceAll(':', '-')
}

type NameParts = {
  readonly text: string
  readonly suffix: string
  /** Tells two of one name apart. */
  readonly id: string
}

/** The text cut at a word before its suffix; with the ID, then with a number, when that is taken. */
function freeName(taken: ReadonlySet<string>, { text, suffix, id }: NameParts): string {
  const suffixes = [suffix, `${suffix} (${listName(id)})`]
  const numbers = Array.from({ length: taken.size + 1 }, (_, index) => `${suffix} (${index + 2})`)
  const names = [...suffixes, ...numbers]
    .filter((ending) => ending.length < NAME_LENGTH_MAX)
    .map((ending) => `${cutAtWord(text, NAME_LENGTH_MAX - ending.length)}${ending}`)
  const free = names.find((name) => !taken.has(nameKey(name)))
  if (free === undefined) {
    throw new Error(`No name is free for ${id}`)
  }
  return free
}

/** QuickBooks tells names apart without regard to case. */
function nameKey(name: string): string {
  return name.toLowerCase()
}
