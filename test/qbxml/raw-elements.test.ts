import { expect, test } from 'bun:test'
import { rawElements, withoutSecrets } from '../../worker/qbxml/raw-elements.ts'

const SET = `<QBXMLMsgsRq onError="continueOnError">
<SalesReceiptAddRq requestID="1"><Memo>one</Memo></SalesReceiptAddRq>
<HostQueryRq requestID="2"/>
<SalesReceiptAddRq requestID="11"><Memo>eleven</Memo></SalesReceiptAddRq>
</QBXMLMsgsRq>`

test('the requests about one order stand as they went, and no other', () => {
  expect(rawElements(SET, ['1', '2'])).toEqual([
    '<SalesReceiptAddRq requestID="1"><Memo>one</Memo></SalesReceiptAddRq>',
    '<HostQueryRq requestID="2"/>',
  ])
})

test('what is not there, or was cut off, is left out', () => {
  expect(rawElements(SET, ['3'])).toEqual([])
  expect(rawElements(SET.slice(0, 60), ['1'])).toEqual([])
})

test.each([
  ['4111111111111111', '••• 1111'],
  ['4111 1111 1111 1111', '••• 1111'],
  ['3782-8224-6310-005', '••• 005'],
  ['<Password>geheim</Password>', '<Password>•••</Password>'],
])('what would let somebody pay or sign in is not shown: %s', (secret, shown) => {
  expect(withoutSecrets(`before ${secret} after`)).toBe(`before ${shown} after`)
})

test.each(['80000001-1790000000', '2026-11-23', '1234567.89', '+49 170 1234567', '1790000000'])(
  'what is no secret stays: %s',
  (text) => {
    expect(withoutSecrets(text)).toBe(text)
  },
)
