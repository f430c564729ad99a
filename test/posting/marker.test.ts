import { describe, expect, test } from 'bun:test'
import { marker, readMarker, withMarker } from '../../worker/posting/marker.ts'

const SALE = { storeID: 'k3f9x2', subject: 'order:1042', role: 'sale', posting: 1 }

describe('a marker', () => {
  test('names store, order, role and posting', () => {
    expect(marker(SALE)).toBe('TB1:k3f9x2:order:1042:sale:1')
  })

  test.each([
    SALE,
    { ...SALE, posting: 12 },
    { ...SALE, role: 'refund:9' },
    { ...SALE, storeID: '0', subject: 'customer:9007199254740991' },
  ])('%j is read as it was written', (document) => {
    expect(readMarker(marker(document))).toEqual(document)
  })

  test('stands behind the owner’s words', () => {
    expect(withMarker('Web order', SALE)).toBe('Web order TB1:k3f9x2:order:1042:sale:1')
    expect(withMarker('', SALE)).toBe('TB1:k3f9x2:order:1042:sale:1')
  })

  test('is found behind words that look like one', () => {
    const memo = withMarker('as TB1:other1:order:7:sale:1 said', SALE)
    expect(readMarker(memo)).toEqual(SALE)
  })

  test('is found when somebody left blanks behind it', () => {
    expect(readMarker(`${marker(SALE)} \r\n`)).toEqual(SALE)
  })
})

describe('what is no marker', () => {
  test.each([
    ['', 'nothing'],
    ['Order 1042', 'words'],
    ['TB1:k3f9x2:order:1042:sale', 'one without its posting'],
    ['TB1:k3f9x2:order:1042:sale:1 paid by Ana', 'one that somebody wrote behind'],
    ['TB2:k3f9x2:order:1042:sale:1', 'one of another version'],
    ['XTB1:k3f9x2:order:1042:sale:1', 'the end of another word'],
    ['TB1:k3f9x2:order:abc:sale:1', 'one of an order without a number'],
  ])('%j: %s', (memo) => {
    expect(readMarker(memo)).toBeNull()
  })
})
