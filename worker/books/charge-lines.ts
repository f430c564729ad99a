/** What an order charges beside its products: shipping, fees, tips. */
import type { Cents } from '../money/cents.ts'
import type { FeeLine, ShippingLine } from '../woo/order.ts'
import { amountAt, appliedRates } from './goods-lines.ts'
import {
  chosenItem,
  FEE_ITEM,
  SHIPPING_ITEM,
  STORE_CREDIT_ITEM,
  TIP_ITEM,
} from './item-identity.ts'
import type { ItemIdentity } from './document.ts'
import { fittedDescription } from './line-description.ts'
import { mapped, mappedInAnyCase } from './mapped.ts'
import type { LineChoices, LineSource, OrderLine } from './order-line.ts'
import { withoutMarkup } from './plain-text.ts'
import { isWalletFee } from './redemption-plugins.ts'

/** Shipping first, then fees, each in the order's own order. */
export function chargeLines({ order, amounts, choices }: LineSource): readonly OrderLine[] {
  const shipping = order.shippingLines.map((line, index) =>
    shippingLine(line, { amountCents: amountAt(amounts.shippingLines, index), choices }),
  )
  const fees = order.feeLines.map((line, index) =>
    feeLine(line, { amountCents: amountAt(amounts.feeLines, index), choices }),
  )
  return [...shipping, ...fees]
}

type Charged = { readonly amountCents: Cents; readonly choices: LineChoices }

function shippingLine(line: ShippingLine, { amountCents, choices }: Charged): OrderLine {
  const chosen = chosenForMethod(line, choices)
  const item = chosenItem(SHIPPING_ITEM, choices)
  return {
    ...described('shipping_lines.method_title', line.methodTitle, {
      ...item,
      chosenFullName: chosen?.itemName ?? item.chosenFullName,
    }),
    lineID: null,
    amountCents,
    taxRateIDs: appliedRates(line.taxes),
    className: chosen?.className ?? null,
  }
}

/** The choice for one of a zone's methods outweighs that for its kind. */
function chosenForMethod({ methodId, instanceId }: ShippingLine, { mapping }: LineChoices) {
  const { shippingMethods } = mapping
  return (
    mapped(shippingMethods, `${methodId}:${instanceId}`) ??
    // Older versions and some plugins write both in one word: `flat_rate:3`.
    mapped(shippingMethods, methodId) ??
    mapped(shippingMethods, methodId.split(':')[0] ?? '')
  )
}

function feeLine(line: FeeLine, { amountCents, choices }: Charged): OrderLine {
  const item = chosenItem(feeItem(line, choices), choices)
  const chosen = mappedInAnyCase(choices.mapping.fees, line.name)
  return {
    ...described('fee_lines.name', line.name, {
      ...item,
      chosenFullName: chosen ?? item.chosenFullName,
    }),
    lineID: null,
    amountCents,
    // What paid is not taxed, whatever the shop made of it.
    taxRateIDs: isWalletFee(line) ? [] : appliedRates(line.taxes),
    className: null,
  }
}

function feeItem(line: FeeLine, choices: LineChoices): ItemIdentity {
  if (isWalletFee(line)) {
    return STORE_CREDIT_ITEM
  }
  return isTip(line, choices) ? TIP_ITEM : FEE_ITEM
}

function isTip({ name }: FeeLine, { lines }: LineChoices): boolean {
  const sought = name.trim().toLowerCase()
  return lines.tipNames.some((tip) => tip.trim().toLowerCase() === sought)
}

function described(field: string, words: string, item: ItemIdentity) {
  const { text, losses } = fittedDescription(field, withoutMarkup(words))
  return { item, description: text === '' ? item.name : text, quantity: null, losses }
}
