/** `store defaults`: accepts the suggested mapping of all that the shop's orders have shown. */
import type { Mapping } from '../books/mapping.ts'
import type { Settings } from '../books/settings.ts'
import { suggestMapping } from '../books/suggest-mapping.ts'
import { taxListsOf } from '../mirror/tax-lists.ts'
import { listOrderSnapshots } from '../queue/snapshots.ts'
import { readSettings } from '../stores/settings.ts'
import { isFieldProblem } from '../woo/field-problem.ts'
import { decodeOrder } from '../woo/order.ts'
import { storeNamed } from './command.ts'
import type { CommandContext, CommandResult } from './command.ts'
import { saveChange } from './settings-change.ts'
import { table } from './table.ts'

export async function storeDefaults(context: CommandContext): Promise<CommandResult> {
  const { db } = context
  const { storeID } = await storeNamed(context)
  const snapshots = await listOrderSnapshots(db, storeID)
  const orders = snapshots.flatMap((snapshot) => {
    const order = decodeOrder(JSON.parse(snapshot))
    return isFieldProblem(order) ? [] : [order]
  })
  const before = await readSettings(db, storeID)
  const taxes = await taxListsOf(db, storeID)
  const mapping = suggestMapping({ orders, settings: before.settings, taxes })
  const settings: Settings = { ...before.settings, mapping }
  const { changes } = await saveChange(context, { storeID, before, settings })
  const isChanged = changes.length > 0
  return { json: { storeID, isChanged, mapping }, text: wordsFor(mapping, isChanged) }
}

function wordsFor(mapping: Mapping, isChanged: boolean): string {
  const rates = Object.entries(mapping.taxRates).map(([rateID, item]) => [
    `tax rate ${rateID}`,
    `${item.name} (owed to ${item.agencyName})`,
  ])
  const codes = Object.entries(mapping.taxCodes).map(([rateIDs, code]) => [
    rateIDs === '' ? 'no tax rate' : `tax rates ${rateIDs.replaceAll(',', ', ')}`,
    `sales tax code ${code.name}`,
  ])
  const gateways = Object.entries(mapping.gateways).map(([gateway, { paymentMethodName }]) => [
    gateway === '' ? 'no gateway' : `gateway ${gateway}`,
    paymentMethodName ?? 'no payment method',
  ])
  const rows = [
    ['in the shop', 'in QuickBooks'],
    ...rates,
    ...codes,
    ['tax on lines of its own', mapping.zeroRateItem?.name ?? 'not mapped'],
    ...gateways,
    ['income of new items', mapping.accounts.income ?? 'the oldest income account, or “Sales”'],
  ]
  const said = isChanged
    ? 'Mapped. What QuickBooks lacks of this is made there at the next update:'
    : 'Nothing to add; the mapping stands as it was:'
  return `${said}\n\n${table(rows)}`
}
