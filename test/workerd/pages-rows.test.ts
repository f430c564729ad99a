import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { deepen, deepenLists } from '../browser/deep-store.ts'
import { formTokenOf, signedIn } from './browser.ts'
import { rowsReadAt, rowsReadOnSubmit } from './rows-read.ts'
import { addShop, CORPUS, envelope, orderChange, post } from './shop.ts'
import type { WooOrder } from './shop.ts'

const ROWS_READ_MAX = 500
/** Far more than a page may read; that a page does not depend on it is what is shown. */
const DEPTH = { orders: 12_000, journalLines: 3 }
const LISTS = {
  buyer: 'Gwen Guest',
  customers: 12_000,
  items: 12_000,
  taxItems: 1_000,
  taxGroups: 60,
  accounts: 2_000,
  classes: 2_000,
}
const ORDERS = Object.values(CORPUS)
const PAID = CORPUS['stripe-like-paid'] as WooOrder
/** For which every tax group is looked through. */
const TWO_RATES = CORPUS['tax-exclusive-two-rates'] as WooOrder

let cookie = ''

beforeEach(async () => {
  const shop = await addShop('deep')
  const changes = ORDERS.map((order) => orderChange(order, 1))
  await post(shop, JSON.stringify(envelope(shop, changes)))
  await deepen(env.DB, 'deep', DEPTH)
  await deepenLists(env.DB, 'deep', LISTS)
  cookie = await signedIn(shop)
}, 60_000)

const PATHS = [
  '/',
  '/queue',
  '/queue?show=held&kind=customer',
  '/queue?show=held&cause=cause-c',
  '/queue?show=held&after=8640000000000000.9000',
  '/queue?show=waiting',
  '/queue?show=waiting&kind=order&after=20.5000',
  '/queue?show=waiting&kind=customer',
  '/queue?show=waiting&kind=customer&after=10.5',
  '/queue?show=previous',
  '/queue?show=previous&state=withdrawn&after=0.9000',
  '/problems?cause=cause-c',
  '/queue?q=ana',
  '/queue?q=ana+lima77+10',
  '/log',
  '/log?event=held',
  '/log?event=deleted&before=20000',
  '/log?until=2030-01-01',
  '/log?q=ana+lima77+10',
  '/orders/1010',
  '/problems',
  '/mapping',
  '/mapping?q=ana',
  '/mapping?q=10',
  '/mapping/choose?key=mapping.accounts.income',
  '/mapping/choose?key=mapping.zeroRateItem',
  '/mapping/choose?key=mapping.gateways.stripe.depositAccountName&q=acc',
  '/mapping/choose?group=items&name=10',
  '/settings',
  '/settings/refNumberPrefix',
  '/settings/history',
  '/settings/import',
  '/settings/export',
  '/connection',
  '/preview',
  `/preview?order=${PAID.number}`,
  `/preview?order=${TWO_RATES.number}`,
  `/preview/sets?order=order:${TWO_RATES.id}`,
]

test('no page reads more than 500 rows, however many there are', async () => {
  const read: (readonly [path: string, rows: number])[] = []
  for (const path of PATHS) {
    read.push([path, await rowsReadAt(path, cookie)])
  }
  expect(read.filter(([, rows]) => rows > ROWS_READ_MAX)).toEqual([])
}, 60_000)

test('trying a setting on an order reads no more, however long QuickBooks’ lists are', async () => {
  const formToken = await formTokenOf(cookie)
  const read: (readonly [order: string, rows: number])[] = []
  for (const { number } of [PAID, TWO_RATES]) {
    const fields = { formToken, act: 'try', value: 'WEB-', order: number }
    read.push([number, await rowsReadOnSubmit('/settings/refNumberPrefix', { cookie, fields })])
  }
  expect(read.filter(([, rows]) => rows > ROWS_READ_MAX)).toEqual([])
})
