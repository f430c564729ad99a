import { describe, expect, test } from 'bun:test'
import { decodeRequest } from '../../worker/qbxml/decode-request.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { parseXml } from '../../worker/xml/parse.ts'
import { randomFrom, randomRequest, REQUEST_NAMES } from './random-content.ts'
import {
  HAS_REFERENCE,
  schemaProblem,
  WITHOUT_REFERENCE,
  withoutMacroUse,
} from './reference-material.ts'

const SEED = 42
const ROUNDS = 25

test.each(REQUEST_NAMES)(`what %s says is what is read in it (seed ${SEED})`, (name) => {
  const random = randomFrom(SEED)
  for (let round = 0; round < ROUNDS; round += 1) {
    const request = randomRequest(name, random)
    const { xml } = encodeMessageSet({ version: '16.0', requests: [{ requestID: '1', request }] })
    const root = parseXml(xml)
    const element = 'kind' in root ? undefined : root.children[0]?.children[0]
    const decoded = element && decodeRequest(element, '16.0')
    expect(decoded).toEqual({ kind: 'request', request: { ...request, attributes: {} } })
  }
})

test.skipIf(!HAS_REFERENCE).each(REQUEST_NAMES)(
  `whatever our list allows in %s, Intuit's schema of the declared version allows (seed ${SEED})${WITHOUT_REFERENCE}`,
  (name) => {
    const random = randomFrom(SEED)
    for (const version of ['13.0', '16.0'] as const) {
      const schema = version === '13.0' ? 'qbxml130-us-rq.xsd' : 'qbxml160-us-rq.xsd'
      for (let round = 0; round < ROUNDS; round += 1) {
        const request = randomRequest(name, random)
        const { xml } = encodeMessageSet({ version, requests: [{ requestID: '1', request }] })
        const plain = withoutMacroUse(xml)
        expect([schemaProblem(schema, plain), plain]).toEqual([null, plain])
      }
    }
  },
)

/** Derived from Intuit's file as the one of the United States is; older ones are not at hand. */
const ABROAD = [
  ['CA', 'qbxml160-ca-rq.xsd'],
  ['UK', 'qbxml160-uk-rq.xsd'],
] as const

describe.each(ABROAD)('in the edition %s', (edition, schema) => {
  test.skipIf(!HAS_REFERENCE).each(REQUEST_NAMES)(
    `whatever our list allows in %s, its schema allows, and is read as it was said (seed ${SEED})${WITHOUT_REFERENCE}`,
    (name) => {
      const random = randomFrom(SEED)
      for (let round = 0; round < ROUNDS; round += 1) {
        const request = randomRequest(name, random, edition)
        const requests = [{ requestID: '1', request }]
        const { xml } = encodeMessageSet({ version: '16.0', edition, requests })
        const plain = withoutMacroUse(xml)
        expect([schemaProblem(schema, plain), plain]).toEqual([null, plain])
        const root = parseXml(xml)
        const element = 'kind' in root ? undefined : root.children[0]?.children[0]
        const decoded = element && decodeRequest(element, '16.0', edition)
        expect(decoded).toEqual({ kind: 'request', request: { ...request, attributes: {} } })
      }
    },
  )
})

test.skipIf(!HAS_REFERENCE)(
  `a message set with IDs and an iterator is valid${WITHOUT_REFERENCE}`,
  () => {
    const { xml } = encodeMessageSet({
      version: '13.0',
      messageSetID: 'tb-1',
      oldMessageSetID: 'tb-0',
      requests: [
        {
          requestID: 'job-1',
          request: {
            name: 'CustomerQueryRq',
            attributes: { iterator: 'Start' },
            content: { MaxReturned: 100, ActiveStatus: 'All' },
          },
        },
      ],
    })
    expect(schemaProblem('qbxml130-us-rq.xsd', xml)).toBeNull()
  },
)
