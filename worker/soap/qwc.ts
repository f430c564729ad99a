import { utf8Xml, XML_DECLARATION } from '../xml/write.ts'
import type { XmlMarkup } from '../xml/write.ts'

/** What the owner's Web Connector is told about us. The password is typed there, never sent. */
export type QwcSettings = {
  readonly appName: string
  /** The final address: the Web Connector follows no redirect. */
  readonly appURL: string
  readonly appDescription: string
  /** On the same host as `appURL`, and answers a plain GET with 200. */
  readonly appSupportURL: string
  readonly userName: string
  /** `{GUID}`, one per application. */
  readonly ownerID: string
  /** `{GUID}`, one per company file. Another one is another application to the Web Connector. */
  readonly fileID: string
  readonly type: 'QBFS' | 'QBPOS'
  readonly runEveryMinutes: number
}

/** The Web Connector refuses a longer one (PROTOCOL §b). */
const DESCRIPTION_LENGTH_MAX = 80

/** Simple Start, Pro, Premier and Enterprise: every edition there is. */
const AUTH_FLAGS_ALL = '0xF'

/**
 * The text of a `.qwc` file: UTF-8 without a byte order mark, the same bytes for the same settings.
 * A description that is too long is cut. Throws when the interval is not a whole minute or more.
 */
export function qwcFile(settings: QwcSettings): string {
  if (!Number.isInteger(settings.runEveryMinutes) || settings.runEveryMinutes < 1) {
    throw new RangeError('soap: runEveryMinutes is not a whole number of minutes')
  }
  const lines = elementsOf(settings).map((line) => `  ${line}`)
  return [XML_DECLARATION, '<QBWCXML>', ...lines, '</QBWCXML>', ''].join('\n')
}

function elementsOf(settings: QwcSettings): readonly XmlMarkup[] {
  const { type, appDescription, runEveryMinutes } = settings
  return [
    element('AppName', settings.appName),
    // Required, and always left empty (PROTOCOL §b).
    element('AppID', ''),
    element('AppURL', settings.appURL),
    // Half of a surrogate pair left at the cut is dropped by the escaper.
    element('AppDescription', appDescription.slice(0, DESCRIPTION_LENGTH_MAX)),
    element('AppSupport', settings.appSupportURL),
    element('UserName', settings.userName),
    element('OwnerID', settings.ownerID),
    element('FileID', settings.fileID),
    element('QBType', type),
    element('Style', 'Document'),
    ...(type === 'QBFS' ? desktopElements() : []),
    // The guide says that true asks for write access; every integration that writes says false.
    element('IsReadOnly', 'false'),
    element('Notify', 'false'),
    utf8Xml.element('Scheduler', {}, [element('RunEveryNMinutes', String(runEveryMinutes))]),
  ]
}

/** These mean nothing to Point of Sale. */
function desktopElements(): readonly XmlMarkup[] {
  return [
    element('AuthFlags', AUTH_FLAGS_ALL),
    element('PersonalDataPref', 'pdpNotNeeded'),
    element('UnattendedModePref', 'umpOptional'),
  ]
}

function element(name: string, text: string): XmlMarkup {
  return utf8Xml.element(name, {}, text)
}
