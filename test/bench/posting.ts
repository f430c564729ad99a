/** SOAP calls and modelled seconds of a thousand orders. */
import { DEFAULT_SETTINGS } from '../../worker/books/settings.ts'
import type { DemoOrder } from '../../worker/cli/demo-shop.ts'
import { invoices, salesReceipts } from '../../worker/practice/look-up.ts'
import { comparison } from './figure.ts'
import type { Figure } from './figure.ts'
import { update } from './office.ts'
import type { Update } from './office.ts'
import { ordersOfGuests } from './orders.ts'
import { changeSettings, report } from './shop.ts'
import type { Shop } from './shop.ts'

export const ORDERS = 1000
const FIRST_IDS = { guests: 100_000, known: 200_000, invoices: 300_000 } as const

/** New guests first: afterwards they are the known customers. */
export async function postingFigures(
  shop: Shop,
  paid: readonly DemoOrder[],
): Promise<readonly Figure[]> {
  const guests = await post(shop, { paid, firstID: FIRST_IDS.guests })
  const known = await post(shop, { paid, firstID: FIRST_IDS.known })
  const isOffered = 'paidOrders' in DEFAULT_SETTINGS
  if (isOffered) {
    await changeSettings(shop, { paidOrders: 'invoice-with-payment' })
  }
  const invoiced = isOffered ? await post(shop, { paid, firstID: FIRST_IDS.invoices }) : null
  return [
    {
      name: 'SOAP calls, known customers',
      value: known.soapCalls,
      unit: '',
      atMost: 30,
      note: partsOf(known),
    },
    modelled('modelled time, known customers', { posted: known, atMost: 24 }),
    comparison({ name: 'SOAP calls, new guests', value: guests.soapCalls, unit: '' }),
    modelled('modelled time, new guests', { posted: guests, atMost: 45 }),
    modelled('modelled time, Invoice with payment', { posted: invoiced, atMost: 45 }),
  ]
}

type Posted = Update & { readonly salesReceipts: number; readonly invoices: number }

async function post(
  shop: Shop,
  { paid, firstID }: { readonly paid: readonly DemoOrder[]; readonly firstID: number },
): Promise<Posted> {
  const before = standing(shop)
  await report(shop, ordersOfGuests(paid, { count: ORDERS, firstID }))
  const run = await update(shop, { isModelled: true })
  const after = standing(shop)
  const posted = {
    ...run,
    salesReceipts: after.salesReceipts - before.salesReceipts,
    invoices: after.invoices - before.invoices,
  }
  if (posted.salesReceipts + posted.invoices !== ORDERS) {
    throw new Error(`${ORDERS} orders became ${JSON.stringify(posted)}`)
  }
  return posted
}

function standing({ company }: Shop) {
  return {
    salesReceipts: salesReceipts(company).length,
    invoices: invoices(company).length,
  }
}

function modelled(
  name: string,
  { posted, atMost }: { readonly posted: Posted | null; readonly atMost: number },
): Figure {
  return {
    name,
    value: posted?.modelledSeconds ?? null,
    unit: 's',
    atMost,
    digits: 2,
    ...(posted === null ? {} : { note: partsOf(posted) }),
  }
}

function partsOf(posted: Posted): string {
  const documents =
    posted.invoices === 0
      ? `${posted.salesReceipts} SalesReceipts`
      : `${posted.salesReceipts} SalesReceipts, ${posted.invoices} Invoices`
  return `${posted.soapCalls} calls, ${posted.sets} sets, ${posted.requests} requests; ${documents}`
}
