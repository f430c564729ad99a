/** The mapping's page: what is suggested is accepted, chosen otherwise and forgotten, by its owner. */
import { beforeEach, describe, expect, test } from 'vitest'
import { readJournal } from '../../worker/journal/journal.ts'
import { findLinks } from '../../worker/links/links.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { entriesIn, rowsByBeginning } from '../../worker/mirror/mirror.ts'
import type { ListName } from '../../worker/posting/known.ts'
import { readSettings } from '../../worker/stores/settings.ts'
import { formTokenOf, signedIn, submit, visit } from './browser.ts'
import { newCompany, update } from './office.ts'
import { rowsReadAt } from './rows-read.ts'
import { addShop, CORPUS, db, orderChange, send } from './shop.ts'
import type { TestShop, WooOrder } from './shop.ts'

const PAID = CORPUS['stripe-like-paid'] as WooOrder

let shop: TestShop
let cookie = ''
let formToken = ''

async function open(isMapped: boolean): Promise<void> {
  shop = await addShop('mapping', { isMapped })
  await send(shop, [orderChange(PAID, 1)])
  await update(shop, newCompany())
  await update(shop, newCompany())
  cookie = await signedIn(shop)
  formToken = await formTokenOf(cookie)
}

async function textOf(path: string, of = cookie): Promise<string> {
  return (await visit(path, { cookie: of })).text()
}

function act(fields: Readonly<Record<string, string>>): Promise<Response> {
  return submit('/mapping', { cookie, fields: { formToken, ...fields } })
}

async function standing() {
  return (await readSettings(db, shop.storeID)).settings.mapping
}

async function listID(list: ListName, beginning: string): Promise<string> {
  const rows = await rowsByBeginning(db, shop.storeID, { list, beginning, limit: 1 })
  return entriesIn(rows)[0]?.listID ?? ''
}

function guestOrder(id: number, email: string): WooOrder {
  const billing = { ...(PAID.billing as object), email, last_name: email.slice(0, 3), company: '' }
  return { ...PAID, id, number: String(id), customer_id: 0, billing }
}

/** Some buyer of the page with what he is linked to. */
async function customer() {
  const text = await textOf('/mapping')
  const subject = /name="forget-match" value="((?:customer|guest):[^"]+)"/.exec(text)?.[1] ?? ''
  const [link] = await findLinks(db, shop.storeID, [subject])
  return { subject, link }
}

describe('what is suggested', () => {
  beforeEach(() => open(false))

  test('says which orders show it, and whether QuickBooks has it by that name', async () => {
    const text = await textOf('/mapping')
    expect(text).toContain('Payment method stripe')
    expect(text).toContain(`shown by 1 order, e.g. ${PAID.number}`)
  })

  test('is accepted one by one, with who did it in the log', async () => {
    await act({ accept: 'mapping.gateways.stripe' })
    expect(Object.keys((await standing()).gateways)).toEqual(['stripe'])
    expect((await standing()).zeroRateItem).toBeNull()
    const [line] = await readJournal(db, { storeID: shop.storeID, limit: 1 })
    expect(line).toMatchObject({
      event: 'settings-changed',
      detail: { who: expect.stringContaining('Ana Lima') },
    })
  })

  test('is accepted together', async () => {
    await act({ act: 'accept-all' })
    expect((await standing()).zeroRateItem).not.toBeNull()
    expect(await textOf('/mapping')).toContain('Nothing is suggested')
  })

  test('is accepted where it is exact, and the rest stays', async () => {
    await act({ act: 'accept-exact' })
    expect((await standing()).zeroRateItem).toBeNull()
  })

  test('and nothing else can be accepted', async () => {
    await act({ accept: 'mapping.gateways.nothing' })
    await act({ accept: 'refNumberPrefix' })
    expect((await readSettings(db, shop.storeID)).version).toBe(1)
  })

  test('is not accepted without the form of this sign-in', async () => {
    expect((await act({ act: 'accept-all', formToken: '' })).status).toBe(403)
    expect((await readSettings(db, shop.storeID)).version).toBe(1)
  })
})

describe('what is mapped', () => {
  beforeEach(() => open(true))

  test('is chosen otherwise from QuickBooks’ list, by the beginning of its name', async () => {
    const path = '/mapping/choose?key=mapping.accounts.income'
    expect(await textOf(`${path}&q=sal`)).toContain('Use it: Sales')
    expect(await textOf(`${path}&q=zzz`)).toContain('has no account')
    await act({ key: 'mapping.accounts.income', choose: await listID('account', 'Sales') })
    expect((await standing()).accounts.income).toBe('Sales')
  })

  test('is forgotten, and suggested again', async () => {
    await act({ forget: 'mapping.gateways.stripe' })
    expect(Object.keys((await standing()).gateways)).not.toContain('stripe')
    expect(await textOf('/mapping')).toContain('Accept: Payment method stripe')
  })

  test.each(['refNumberPrefix', 'mapping', 'mapping.gateways', 'mapping.gateways.nothing', 'x'])(
    'and “%s” is nothing to forget',
    async (forget) => {
      await act({ forget })
      expect((await readSettings(db, shop.storeID)).version).toBe(1)
    },
  )

  test.each(['refNumberPrefix', 'mapping.gateways', 'mapping.items.', 'mapping.taxCodes.3'])(
    'and “%s” is nothing to choose for',
    async (key) => {
      const path = `/mapping/choose?key=${encodeURIComponent(key)}`
      const response = await visit(path, { cookie })
      expect([200, 404]).toContain(response.status)
      await act({ key, choose: await listID('account', 'Sales') })
      expect((await readSettings(db, shop.storeID)).version).toBe(1)
    },
  )

  test('takes nothing that QuickBooks does not have', async () => {
    await act({ key: 'mapping.accounts.income', choose: 'NOTHING' })
    expect((await readSettings(db, shop.storeID)).version).toBe(1)
  })
})

describe('in QuickBooks’ Canadian edition', () => {
  const TWO_RATES = CORPUS['tax-exclusive-two-rates'] as WooOrder
  const KEY = 'mapping.taxCodes.1,2'

  /** Its code Q takes 5 % and 9.975 %; none takes the shop's 7.25 % and 1.375 %. */
  beforeEach(async () => {
    const company = newCompany({ edition: 'CA' })
    shop = await addShop('abroad', { isMapped: false })
    await send(shop, [orderChange(TWO_RATES, 1)])
    await update(shop, company)
    cookie = await signedIn(shop)
    formToken = await formTokenOf(cookie)
  })

  test('rates for which no code is clear are shown, to choose one for', async () => {
    const text = await textOf('/mapping')
    expect(text).toContain('aria-label="Choose: Tax rates 1,2"')
    expect(text).not.toContain('Accept: Tax rates 1,2')
  })

  test('a code is chosen from QuickBooks’ own, with what it takes, and forgotten', async () => {
    expect(await textOf(`/mapping/choose?key=${KEY}&q=q`)).toContain('5 % and 9.975 %')
    await act({ key: KEY, choose: await listID('sales-tax-code', 'Q') })
    expect((await standing()).taxCodes).toEqual({
      '1,2': { name: 'Q', ratePercents: ['5', '9.975'] },
    })
    expect(await textOf('/mapping')).toContain('Q, takes 5 % and 9.975 %')
    await act({ forget: KEY })
    expect((await standing()).taxCodes).toEqual({})
  })

  test('what is not taxed has a code of its own where the owner wants it', async () => {
    const key = 'mapping.taxCodes.""'
    await act({ key, choose: await listID('sales-tax-code', 'E') })
    expect((await standing()).taxCodes).toEqual({ '': { name: 'E', ratePercents: [] } })
  })
})

describe('who and what was matched', () => {
  beforeEach(() => open(true))

  test('is shown with its reason, and found from both sides', async () => {
    const { subject, link } = await customer()
    expect(link?.label).toBeTruthy()
    const label = link?.label ?? ''
    expect(await textOf(`/mapping?q=${encodeURIComponent(label)}`)).toContain(label)
    const typed = subject.replace(/^\w+:/, '')
    expect(await textOf(`/mapping?q=${encodeURIComponent(typed)}`)).toContain(label)
    expect(await textOf('/mapping?q=nobody-of-that-name')).not.toContain(label)
  })

  test('is forgotten, and the log says by whom', async () => {
    const { subject } = await customer()
    await act({ 'forget-match': subject })
    expect((await findLinks(db, shop.storeID, [subject]))[0]?.isDeleted).toBe(true)
    const [line] = await readJournal(db, { storeID: shop.storeID, limit: 1 })
    expect(line).toMatchObject({
      subject,
      event: 'match-forgotten',
      detail: { who: expect.stringContaining('Ana Lima') },
    })
  })

  test('is somebody else of QuickBooks’ list from now on', async () => {
    const { subject, link } = await customer()
    const own = link?.quickBooksID ?? ''
    await act({ subject, choose: own })
    const [chosen] = await findLinks(db, shop.storeID, [subject])
    expect(chosen).toMatchObject({
      quickBooksID: own,
      evidence: { rule: 'named' },
      isDeleted: false,
    })
    await act({ subject, choose: await listID('item', '') })
    expect((await findLinks(db, shop.storeID, [subject]))[0]?.quickBooksID).toBe(own)
  })

  test('is whom the next order goes to, once another was chosen', async () => {
    const company = newCompany()
    const own = await addShop('chosen')
    cookie = await signedIn(own)
    formToken = await formTokenOf(cookie)
    const orders = [guestOrder(901, 'one@x.test'), guestOrder(902, 'two@x.test')]
    await send(
      own,
      orders.map((order) => orderChange(order, 1)),
    )
    await update(own, company)
    const [other] = await findLinks(db, own.storeID, ['guest:two@x.test'])
    await act({ subject: 'guest:one@x.test', choose: other?.quickBooksID ?? '' })
    await send(own, [orderChange(guestOrder(903, 'one@x.test'), 1)])
    await update(own, company)
    expect(salesReceipts(company, '903')[0]?.customer).toBe(other?.label)
    expect(salesReceipts(company, '901')[0]?.customer).not.toBe(other?.label)
  })

  test('in another store is neither shown nor forgotten nor chosen', async () => {
    const { subject, link } = await customer()
    const theirs = await signedIn(await addShop('other'))
    const theirToken = await formTokenOf(theirs)
    expect(await textOf('/mapping', theirs)).not.toContain(link?.label)
    const choice = `/mapping/choose?subject=${encodeURIComponent(subject)}`
    expect((await visit(choice, { cookie: theirs })).status).toBe(404)
    const fields = { formToken: theirToken, 'forget-match': subject }
    await submit('/mapping', { cookie: theirs, fields })
    expect((await findLinks(db, shop.storeID, [subject]))[0]?.isDeleted).toBe(false)
  })
})

test('script in the address and in names is shown as text', async () => {
  const script = '<script>alert(1)</script>'
  await open(false)
  await send(shop, [orderChange({ ...PAID, id: 9, payment_method: script }, 1)])
  const query = encodeURIComponent(script)
  for (const path of [
    '/mapping',
    `/mapping?q=${query}`,
    `/mapping/choose?group=fees&name=${query}&q=${query}`,
  ]) {
    expect(await textOf(path)).not.toContain(script)
  }
})

test('no page of the mapping reads more than 500 rows', async () => {
  await open(true)
  for (const path of ['/mapping', '/mapping?q=a', '/mapping/choose?key=mapping.accounts.income']) {
    expect(await rowsReadAt(path, cookie)).toBeLessThanOrEqual(500)
  }
})
