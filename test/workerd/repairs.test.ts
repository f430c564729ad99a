/** Each button of each problem is pressed, and the next update does what it says: once, to the cent. */
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Choice } from '../../worker/books/repair.ts'
import { isOfStore, repairName } from '../../worker/books/repair.ts'
import { REPAIRS, codesWithRepair } from '../../worker/books/repairs.ts'
import { journal, links } from '../../worker/db/schema.ts'
import type { CompanyFile } from '../../worker/practice/books.ts'
import { invoices, listEntries, salesReceipts } from '../../worker/practice/look-up.ts'
import { signedIn } from './browser.ts'
import {
  example,
  hold,
  holdAll,
  ORDER,
  personOf,
  PRESSES,
  stateOf,
  TOTAL_CENTS,
} from './held-orders.ts'
import type { Person, Press } from './held-orders.ts'
import { newCompany, update } from './office.ts'
import { addShop, db, orderChange, send } from './shop.ts'
import type { TestShop } from './shop.ts'

let shop: TestShop
let company: CompanyFile
let person: Person

beforeEach(async () => {
  shop = await addShop('repairs')
  company = newCompany()
  person = await personOf(await signedIn(shop))
})

/** What the company has of what is asked for, once an order was posted. */
const NAMES: Readonly<Record<Choice, string>> = {
  'deposit-account': 'Checking',
  'refund-account': 'Checking',
  'income-account': 'Sales',
  'gift-card-account': 'Gift Cards',
  'other-account': 'Checking',
  'other-item': 'Shipping',
  'fallback-item': 'Shipping',
  'guest-customer': 'nobody',
}

const ofEntries = PRESSES.filter(
  ({ repair }) =>
    !isOfStore(repair) &&
    repair.kind !== 'adopt-document' &&
    !(repair.kind === 'choose' && repair.choice === 'guest-customer'),
)
const rounds = [0, 1, 2, 3].map((round) => ofEntries.filter((press) => roundOf(press) === round))

function roundOf({ code, repair }: Press): number {
  return REPAIRS[code].filter(({ kind }) => kind !== 'adopt-document').indexOf(repair)
}

function linkedName(list: 'customer' | 'item'): string {
  return list === 'item' ? 'Shipping' : (listEntries(company, 'Customer')[0]?.fullName ?? '')
}

test('at least fifty problems have a button', () => {
  expect(codesWithRepair().length).toBeGreaterThanOrEqual(50)
})

test.each(rounds.map((presses, round) => [round + 1, presses] as const))(
  'button %i of every problem that has so many does what it says, and the next update posts once',
  async (_, presses) => {
    await send(shop, [orderChange(ORDER, 1)])
    await update(shop, company)
    const ids = await holdAll(
      shop,
      presses.map(({ code }) => example(code)),
    )
    for (const [at, { code, repair }] of presses.entries()) {
      // A setting that was changed lets go of whatever waits for one.
      await hold(ids[at] ?? 0, example(code))
      const isOfSetting = repair.kind === 'choose' || repair.kind.startsWith('set')
      const { status, sentence } = await person.press({
        code,
        repair: repairName(repair),
        ...(isOfSetting ? {} : { jobID: ids[at] ?? 0 }),
        ...(repair.kind === 'choose' ? { name: NAMES[repair.choice], instead: 'Old name' } : {}),
        ...(repair.kind === 'link-entry' ? { name: linkedName(repair.list) } : {}),
      })
      const state = repair.kind === 'let-it-stand' ? 'cancelled' : 'queued'
      expect([code, repairName(repair), status, sentence, await stateOf(ids[at] ?? 0)]).toEqual([
        code,
        repairName(repair),
        303,
        expect.stringContaining(`Order ${50_000 + at} is `),
        state,
      ])
    }
    const isPosted = (at: number) => presses[at]?.repair.kind !== 'let-it-stand'
    const wanted = presses.flatMap((_press, at) => (isPosted(at) ? [`order:${50_000 + at}`] : []))
    for (let times = 0; times < 2; times += 1) {
      await update(shop, company)
      const sales = [...salesReceipts(company), ...invoices(company)]
      expect(sales).toHaveLength(wanted.length + 1)
      expect(new Set(sales.map(({ totalCents }) => totalCents))).toEqual(new Set([TOTAL_CENTS]))
    }
    const linked = await db.select().from(links).where(eq(links.role, 'sale'))
    const subjects = linked.map(({ subject }) => subject).toSorted()
    expect(subjects).toEqual([`order:${ORDER.id}`, ...wanted].toSorted())
  },
  120_000,
)

describe('a button', () => {
  test('that was pressed twice does nothing the second time', async () => {
    const [id = 0] = await holdAll(shop, [example('quickbooks-refused')])
    const pressed = { code: 'quickbooks-refused', repair: 'send-again', jobID: id }
    expect((await person.press(pressed)).sentence).toContain('is decided anew')
    expect((await person.press(pressed)).sentence).toBe('No entry was held by this.')
  })

  test('for all alike lets go of all that the problem holds, and of nothing else', async () => {
    const ids = await holdAll(shop, [
      example('period-closed'),
      example('period-closed'),
      example('quickbooks-busy'),
    ])
    const { sentence } = await person.press({ code: 'period-closed', repair: 'send-again' })
    expect(sentence).toBe('2 entries are decided anew at the next update.')
    expect(await Promise.all(ids.map(stateOf))).toEqual(['queued', 'queued', 'blocked'])
  })

  test('is in the log with who pressed it and what it did', async () => {
    const [id = 0] = await holdAll(shop, [example('total-differs')])
    await person.press({ code: 'total-differs', repair: 'let-it-stand', jobID: id })
    const entries = await db.select().from(journal).where(eq(journal.event, 'problem-repaired'))
    expect(entries).toMatchObject([
      {
        subject: 'order:50000',
        detail: {
          who: 'Ana Lima (user 3 of the shop)',
          repair: 'let-it-stand',
          before: 'blocked',
        },
      },
    ])
  })
})

describe('what is marked as done', () => {
  test('stays so when the shop says the same again, and goes on when it says something else', async () => {
    const [id = 0] = await holdAll(shop, [example('negative-total')])
    await person.press({ code: 'negative-total', repair: 'let-it-stand', jobID: id })
    await update(shop, company)
    const order = { ...ORDER, id: 50_000, number: '50000' }
    await send(shop, [orderChange(order, 2)])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(0)
    await send(shop, [orderChange({ ...order, customer_note: 'gift' }, 3)])
    await update(shop, company)
    expect(salesReceipts(company)).toHaveLength(1)
  })

  test('is left alone while nobody knows whether QuickBooks has it', async () => {
    const [id = 0] = await holdAll(shop, [example('quickbooks-busy')])
    await db.run(`UPDATE jobs SET message_set_id = 'set-1' WHERE id = ${id}`)
    const pressed = { code: 'quickbooks-busy', repair: 'let-it-stand', jobID: id }
    const { sentence } = await person.press(pressed)
    expect(sentence).toContain('it left once, and QuickBooks may have it')
    expect(await stateOf(id)).toBe('blocked')
  })
})
