/** The page of problems: what it shows, to whom, and at what price. */
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { problem } from '../../worker/books/problems.ts'
import type { ProblemCode } from '../../worker/books/problems.ts'
import { REPAIRS } from '../../worker/books/repairs.ts'
import { links, stores } from '../../worker/db/schema.ts'
import { salesReceipts } from '../../worker/practice/look-up.ts'
import { formTokenOf, signedIn, submit, visit } from './browser.ts'
import { example, holdAll, numbered, ORDER, personOf, stateOf } from './held-orders.ts'
import type { Person } from './held-orders.ts'
import { newCompany, update } from './office.ts'
import { rowsReadAt } from './rows-read.ts'
import { addShop, db, orderChange, send } from './shop.ts'
import type { TestShop } from './shop.ts'

let shop: TestShop
let cookie: string
let person: Person

beforeEach(async () => {
  shop = await addShop('problems')
  cookie = await signedIn(shop)
  person = await personOf(cookie)
})

async function page(path = '/problems'): Promise<string> {
  return (await visit(path, { cookie })).text()
}

describe('the page of problems', () => {
  test('says that nothing is held where nothing is', async () => {
    expect(await page()).toContain('Nothing needs you: no order is held.')
    expect(await page('/problems?cause=near-match')).toContain('Nothing is held by this any more.')
  })

  test('shows each cause once, with its remedy, how many, since when, and each order’s page', async () => {
    await holdAll(shop, [
      example('period-closed'),
      example('period-closed'),
      example('negative-total'),
    ])
    const text = await page()
    expect(text.match(/<h2/g)).toHaveLength(2)
    expect(text).toContain(example('period-closed').remedy)
    expect(text).toContain('Holds 2 entries, the first since <time')
    expect(text).toContain('Holds one entry, the first since <time')
    expect(text).toContain('href="/orders/50001"')
  })

  test('has every button of every problem on it, and a form for each choice', async () => {
    const codes = (Object.keys(REPAIRS) as ProblemCode[]).filter((code) => REPAIRS[code].length > 0)
    await db.run(`UPDATE settings SET settings = json_set(settings,
      '$.mapping.accounts.income', 'Gone', '$.mapping.items', json('{"TEE":"Gone"}'))`)
    await holdAll(shop, codes.map(example))
    for (const code of codes) {
      const text = await page(`/problems?cause=${code}`)
      const buttons = text.match(/name="press"/g) ?? []
      expect([code, buttons.length]).toEqual([code, REPAIRS[code].length])
    }
  }, 60_000)

  test('goes on with further causes, and with further orders of one', async () => {
    const codes = Object.keys(REPAIRS).slice(0, 12) as ProblemCode[]
    await holdAll(shop, codes.map(example))
    const next = /href="(\/problems\?after=[a-z-]+)"/.exec(await page())?.[1] ?? ''
    const all = `${await page()}${await page(next)}`
    expect(new Set(all.match(/id="cause-[a-z-]+"/g)).size).toBe(12)

    await holdAll(
      shop,
      Array.from({ length: 35 }, () => example('name-in-use')),
      1_000,
    )
    const more = /href="(\/problems\?cause=name-in-use&amp;after=\d+)"/.exec(
      await page('/problems?cause=name-in-use'),
    )
    const rest = await page((more?.[1] ?? '').replace('&amp;', '&'))
    expect(rest.match(/data-row/g)).toHaveLength(5)
  })

  test('reads no more than 500 rows, however much is held', async () => {
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const codes = (Object.keys(REPAIRS) as ProblemCode[]).slice(0, 60)
    await holdAll(shop, codes.map(example))
    for (const code of ['account-missing', 'no-account', 'chosen-item-missing', 'negative-total']) {
      await db.run(`
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO jobs (store_id, subject, state, rank, generation, revision, is_pushed, attempts,
          run_at_ms, created_at_ms, updated_at_ms, problem)
        SELECT 'problems', 'order:' || (900000 + length('${code}') * 1000 + i), 'blocked', 20, 1, 1,
          0, 0, 0, 0, 0, (SELECT problem FROM jobs WHERE problem ->> '$.code' = '${code}' LIMIT 1)
        FROM n`)
    }
    await db.run(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO mirror (store_id, list, list_id, name_key, entry, read_at_ms)
      SELECT 'problems', list.name, 'L' || i, 'entry ' || i,
        json_object('list', list.name, 'listID', 'L' || i, 'fullName', 'Entry ' || i), 0
      FROM n, (SELECT 'account' AS name UNION SELECT 'item') AS list`)
    const paths = ['', '?cause=account-missing', '?cause=no-account', '?cause=chosen-item-missing']
    for (const path of paths) {
      const rows = await rowsReadAt(`/problems${path}`, cookie)
      expect([path, rows > 20 && rows <= 500, rows]).toEqual([path, true, rows])
    }
  }, 60_000)

  test('shows what anybody wrote as text', async () => {
    const evil = '<script>alert(1)</script>'
    const held = problem(
      'quickbooks-refused',
      { order: evil, request: evil, statusCode: '1' },
      evil,
    )
    await holdAll(shop, [held, held])
    const order = { ...numbered(0), billing: { ...(ORDER.billing as object), first_name: evil } }
    await db.run(
      `UPDATE snapshots SET snapshot = '${JSON.stringify(order).replaceAll("'", "''")}' WHERE subject = 'order:50000'`,
    )
    await db.update(stores).set({ notice: { ...held, code: 'nothing-moves' } })
    const text = await page()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).not.toContain(evil)
  })
})

describe('the page of a held order', () => {
  test('has the buttons that are for one, and leads back to itself', async () => {
    const [id = 0] = await holdAll(shop, [example('total-differs')])
    const text = await page('/orders/50000')
    expect(text).toContain(`name="press" value="push|${id}"`)
    expect(text).toContain(`name="press" value="let-it-stand|${id}"`)
    const pressed = { code: 'total-differs', repair: 'let-it-stand', jobID: id }
    expect((await person.press({ ...pressed, back: '/orders/50000' })).to).toBe('/orders/50000')
    expect(await page('/orders/50000')).not.toContain('name="press"')
    for (const back of ['//evil.example', 'https://evil.example', '/orders/1/../../x']) {
      expect((await person.press({ ...pressed, back })).to).toBe('/problems')
    }
  })
})

describe('the page of an order that is held for all alike', () => {
  test.each([
    ['customer-ambiguous', 'Choose…'],
    ['customer-path-too-long', 'All that this holds'],
  ] as const)('leads to what is done about %s as a rule', async (code, words) => {
    await holdAll(shop, [example(code)])
    const [link] = /<a class="button main"[^>]*>[^<]*/.exec(await page('/orders/50000')) ?? []
    expect(link).toBe(`<a class="button main" href="/problems?cause=${code}">${words}`)
  })
})

describe('nobody else', () => {
  test('presses a button: a form that came from elsewhere does nothing', async () => {
    const [id = 0] = await holdAll(shop, [example('period-closed')])
    const fields = { cause: 'period-closed', press: `send-again|${id}`, formToken: 'forged' }
    expect((await submit('/problems', { cookie, fields })).status).toBe(403)
    expect((await submit('/problems', { cookie: '', fields })).status).toBe(401)
    expect(await stateOf(id)).toBe('blocked')
  })

  test('sees or touches what holds another store’s orders', async () => {
    const other = await addShop('other')
    const [id = 0] = await holdAll(other, [example('period-closed')], 7)
    expect(await page('/problems?cause=period-closed')).not.toContain('50007')
    for (const jobID of [id, undefined]) {
      const pressed = { code: 'period-closed', repair: 'send-again' }
      await person.press(jobID === undefined ? pressed : { ...pressed, jobID })
      await person.press({ ...pressed, repair: 'let-it-stand', jobID: id })
    }
    expect(await stateOf(id)).toBe('blocked')
  })

  test('makes a button that the problem does not have', async () => {
    const [id = 0] = await holdAll(shop, [example('period-closed')])
    for (const repair of ['push', 'adopt-document', 'set:kinds', 'constructor', '']) {
      const pressed = await person.press({ code: 'period-closed', repair, jobID: id })
      expect(pressed.sentence).toContain('there is no such button')
    }
    const ofStore = { code: 'company-file-restored', repair: 'verify-books' }
    expect((await person.press(ofStore)).sentence).toContain('there is no such button')
    expect(await stateOf(id)).toBe('blocked')
  })
})

describe('what cannot be taken back', () => {
  test('is done only after a person has confirmed it on a page that says what it does', async () => {
    const [id = 0] = await holdAll(shop, [
      example('deleted-in-quickbooks'),
      example('deleted-in-quickbooks'),
    ])
    const pressed = { code: 'deleted-in-quickbooks', repair: 'push', jobID: id }
    const asked = await person.press({ ...pressed, isConfirmed: false })
    expect(await stateOf(id)).toBe('blocked')
    const text = await page(asked.to)
    expect(text).toContain('Enter it once more: Order 50000?')
    expect(text).toContain('name="confirmed" value="yes"')
    await person.press(pressed)
    expect(await stateOf(id)).toBe('queued')
  })
})

describe('what stops the whole store', () => {
  test('a restored company file stays when a person says so, and every document is looked for', async () => {
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await db.update(stores).set({ notice: example('company-file-restored') })
    const pressed = { code: 'company-file-restored', repair: 'verify-books' }
    const { to } = await person.press({ ...pressed, isConfirmed: false })
    expect(await page(to)).toContain('Keep this file and look for each document: the store?')
    await person.press(pressed)
    expect(await db.select().from(links)).toEqual([])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
    expect(await page()).toContain('Nothing needs you')
  })

  test('a company file that was renamed is taken at the next update', async () => {
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await db
      .update(stores)
      .set({ companyName: 'Larkspur', companyFileID: null })
      .where(eq(stores.storeID, shop.storeID))
    await send(shop, [orderChange({ ...ORDER, customer_note: 'gift' }, 2)])
    await update(shop, company)
    expect(await page()).toContain('take the open one')
    await person.press({ code: 'wrong-company-file', repair: 'pin-company-again' })
    await update(shop, company)
    const [store] = await db.select().from(stores)
    expect(store).toMatchObject({ companyName: 'Larkspur Supply', notice: null })
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test('where names run out all guests are filed under a customer that QuickBooks has', async () => {
    const company = newCompany()
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    await db.update(stores).set({ notice: example('names-running-out') })
    const pressed = { code: 'names-running-out', repair: 'choose:guest-customer' }
    expect((await person.press({ ...pressed, name: 'Nobody' })).sentence).toContain(
      'no active customer',
    )
    const [customer] = await db.select().from(links).where(eq(links.role, 'customer'))
    const { sentence } = await person.press({ ...pressed, name: customer?.label ?? '' })
    expect(sentence).toContain(`customerFor.guest is “${customer?.label}”`)
  })

  test('the form token of the page is the one that its forms take', async () => {
    expect(await page()).toContain(await formTokenOf(cookie))
  })
})
