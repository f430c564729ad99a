import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { deepen } from '../browser/deep-store.ts'
import { signedIn } from './browser.ts'
import { rowsReadAt } from './rows-read.ts'
import { addShop, envelope, post } from './shop.ts'

const ROWS_READ_MAX = 500
/** Far more than a page may read; that a page does not depend on it is what is shown. */
const DEPTH = { orders: 12_000, journalLines: 3 }

let cookie = ''

beforeEach(async () => {
  const shop = await addShop('deep')
  await post(shop, JSON.stringify(envelope(shop, [])))
  await deepen(env.DB, 'deep', DEPTH)
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
  '/settings',
  '/settings/refNumberPrefix',
  '/settings/history',
  '/connection',
]

test('no page reads more than 500 rows, however many there are', async () => {
  const read: (readonly [path: string, rows: number])[] = []
  for (const path of PATHS) {
    read.push([path, await rowsReadAt(path, cookie)])
  }
  expect(read.filter(([, rows]) => rows > ROWS_READ_MAX)).toEqual([])
}, 60_000)
