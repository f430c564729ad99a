import { describe, expect, test } from 'bun:test'
import { qwcFile } from '../../worker/soap/qwc.ts'
import type { QwcSettings } from '../../worker/soap/qwc.ts'
import { childText, parseXml } from '../../worker/xml/parse.ts'

const DESKTOP: QwcSettings = {
  appName: 'Tillbridge: Corner Shop & Sons',
  appURL: 'https://bridge.example/qbwc/k3f9x2?a=1&b=2',
  appDescription: 'Brings the orders of corner-shop.example into QuickBooks.',
  appSupportURL: 'https://bridge.example/support',
  userName: 'k3f9x2',
  ownerID: '{2f6b1c1e-5f0e-4c5b-9a53-0b6f1b1f7a10}',
  fileID: '{c0a8d1b4-1f52-4f0b-8d4f-6e1b0c9a7e22}',
  type: 'QBFS',
  runEveryMinutes: 15,
}

test('the file for QuickBooks Desktop', () => {
  expect(qwcFile(DESKTOP)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<QBWCXML>
  <AppName>Tillbridge: Corner Shop &amp; Sons</AppName>
  <AppID />
  <AppURL>https://bridge.example/qbwc/k3f9x2?a=1&amp;b=2</AppURL>
  <AppDescription>Brings the orders of corner-shop.example into QuickBooks.</AppDescription>
  <AppSupport>https://bridge.example/support</AppSupport>
  <UserName>k3f9x2</UserName>
  <OwnerID>{2f6b1c1e-5f0e-4c5b-9a53-0b6f1b1f7a10}</OwnerID>
  <FileID>{c0a8d1b4-1f52-4f0b-8d4f-6e1b0c9a7e22}</FileID>
  <QBType>QBFS</QBType>
  <Style>Document</Style>
  <AuthFlags>0xF</AuthFlags>
  <PersonalDataPref>pdpNotNeeded</PersonalDataPref>
  <UnattendedModePref>umpOptional</UnattendedModePref>
  <IsReadOnly>false</IsReadOnly>
  <Notify>false</Notify>
  <Scheduler><RunEveryNMinutes>15</RunEveryNMinutes></Scheduler>
</QBWCXML>
`)
})

test('the file for Point of Sale leaves out what means nothing there', () => {
  const file = qwcFile({ ...DESKTOP, type: 'QBPOS' })
  expect(file).toContain('<QBType>QBPOS</QBType>')
  expect(file).not.toMatch(/AuthFlags|PersonalDataPref|UnattendedModePref/)
})

describe('limits', () => {
  test('a description is cut at 80 characters, never inside one', () => {
    expect(description('x'.repeat(81))).toBe('x'.repeat(80))
    // The party popper is two UTF-16 units; at 79 and 80 the second one would be cut off.
    expect(description(`${'x'.repeat(79)}🎉`)).toBe('x'.repeat(79))
  })

  test.each([0, -1, 1.5, Number.NaN])('%p minutes are no interval', (runEveryMinutes) => {
    expect(() => qwcFile({ ...DESKTOP, runEveryMinutes })).toThrow(RangeError)
  })
})

function description(appDescription: string): string | null {
  const parsed = parseXml(qwcFile({ ...DESKTOP, appDescription }))
  return 'kind' in parsed ? null : childText(parsed, 'AppDescription')
}
