import { describe, expect, test } from 'bun:test'
import { plainSettings } from '../books/plain-order.ts'
import { ANA, plainEntry, plainKnown } from './known-plain.ts'
import { customerNeeded } from '../../worker/posting/desktop/customer.ts'
import { customerNames } from '../../worker/posting/desktop/customer-fields.ts'
import { nameWithin } from '../../worker/posting/desktop/text.ts'
import type { SessionKnowledge } from '../../worker/posting/known.ts'

const NEED = 'customer customer:812'

/** What is asked about Ana, given what the session learned: the request and the name in it. */
function asked(session: Partial<SessionKnowledge>, createCustomers = true): unknown {
  const needed = customerNeeded(ANA, {
    known: plainKnown({ session }),
    settings: { ...plainSettings(), createCustomers },
    order: '1042',
  })
  if (needed.kind !== 'ask') {
    return needed.kind === 'problem' ? needed.problem.code : needed.listID
  }
  const { purpose, request } = needed.request
  return [request.name, 'name' in purpose ? purpose.name : null]
}

describe('a customer QuickBooks may not have', () => {
  test('is added under the plain name', () => {
    expect(asked({})).toEqual(['CustomerAddRq', 'Ana Lima'])
  })

  test('whose name is taken is looked up, never added again', () => {
    expect(asked({ lookUps: { [NEED]: true } })).toEqual(['CustomerQueryRq', 'Ana Lima'])
  })

  test('whose name is somebody else’s is added under the one with the shop’s ID', () => {
    expect(asked({ takenNames: { [NEED]: 1 } })).toEqual(['CustomerAddRq', 'Ana Lima (W-812)'])
  })

  test('both of whose names are somebody else’s needs a person', () => {
    expect(asked({ takenNames: { [NEED]: 2 } })).toBe('customer-name-taken')
  })

  test('that QuickBooks refused is not offered again', () => {
    const refusal = { kind: 'refused', statusCode: 3070, message: 'too long' } as const
    expect(asked({ refusals: { [NEED]: refusal } })).toBe('text-unusable')
  })

  test('is only looked for where the owner does not let us add any', () => {
    expect(asked({}, false)).toEqual(['CustomerQueryRq', 'Ana Lima'])
    expect(asked({ takenNames: { [NEED]: 1 } }, false)).toBe('customer-missing')
  })
})

describe('a customer whose name QuickBooks has', () => {
  const entry = plainEntry({ list: 'customer', fullName: 'ANA LIMA' })

  function met(found: { readonly accountNumber?: string; readonly email?: string }): unknown {
    const needed = customerNeeded(ANA, {
      known: plainKnown({ entries: [{ ...entry, ...found }] }),
      settings: plainSettings(),
      order: '1042',
    })
    if (needed.kind === 'ask') {
      const { purpose } = needed.request
      return 'name' in purpose ? purpose.name : null
    }
    return needed.kind === 'found' ? needed.listID : needed.problem.code
  }

  test('is adopted by the account number', () => {
    expect(met({ accountNumber: 'k3f9x2-W812' })).toBe(entry.listID)
  })

  test('is adopted by the e-mail, however it is spelled', () => {
    expect(met({ email: ' Ana@Example.TEST ' })).toBe(entry.listID)
  })

  test('is not adopted by the name alone', () => {
    expect(met({})).toBe('Ana Lima (W-812)')
  })

  test('is not adopted against another account number and e-mail', () => {
    expect(met({ accountNumber: '17', email: 'another@example.test' })).toBe('Ana Lima (W-812)')
  })
})

describe('a name within QuickBooks’ length', () => {
  test('that fits is left alone', () => {
    expect(nameWithin('Ana Lima', 41)).toBe('Ana Lima')
  })

  test('that is cut leaves no blank at its end', () => {
    expect(nameWithin('Classic Tee with print', 12)).toBe('Classic Tee')
  })

  test('gives way before the shop’s ID does', () => {
    // Щ is spelled Shch: 10 letters become 40, and " (W-812)" takes 8 of the 20.
    const name = nameWithin(`${'Щ'.repeat(10)} (W-812)`, 20)
    expect(name).toHaveLength(20)
    expect(name).toEndWith(' (W-812)')
  })

  test('files nobody under somebody else', () => {
    expect(nameWithin('Lima: Ana', 41)).not.toContain(':')
  })

  test('is tried once where both names are spelled alike', () => {
    expect(customerNames({ ...ANA, nameIfTaken: ANA.name })).toEqual(['Ana Lima'])
  })

  test('is not tried where nothing of it is left', () => {
    expect(customerNames({ ...ANA, name: '' })).toEqual(['Ana Lima (W-812)'])
  })
})
