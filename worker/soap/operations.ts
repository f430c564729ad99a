/** A call of the Web Connector, with absent and empty parameters both read as `''`. */
export type QbwcCall =
  | { readonly kind: 'serverVersion' }
  | { readonly kind: 'clientVersion'; readonly version: string }
  | { readonly kind: 'authenticate'; readonly userName: string; readonly password: string }
  | {
      readonly kind: 'sendRequestXML'
      readonly ticket: string
      /** Host, company and preferences; filled on a session's first call only. */
      readonly hcpResponse: string
      readonly companyFileName: string
      readonly country: string
      readonly majorVersion: number
      readonly minorVersion: number
    }
  | {
      readonly kind: 'receiveResponseXML'
      readonly ticket: string
      readonly response: string
      readonly hresult: string
      readonly message: string
    }
  | {
      readonly kind: 'connectionError'
      readonly ticket: string
      readonly hresult: string
      readonly message: string
    }
  | { readonly kind: 'getLastError'; readonly ticket: string }
  | { readonly kind: 'closeConnection'; readonly ticket: string }
  | { readonly kind: 'getInteractiveURL'; readonly ticket: string; readonly sessionID: string }
  | { readonly kind: 'interactiveDone'; readonly ticket: string }
  | { readonly kind: 'interactiveRejected'; readonly ticket: string; readonly reason: string }

export type QbwcKind = QbwcCall['kind']

export type QbwcCallOf<Kind extends QbwcKind> = Extract<QbwcCall, { readonly kind: Kind }>

/** What each operation answers with. `authenticate` is never shorter than two strings. */
export type QbwcResults = {
  readonly serverVersion: string
  readonly clientVersion: string
  readonly authenticate: readonly [ticket: string, companyFile: string, ...seconds: string[]]
  readonly sendRequestXML: string
  readonly receiveResponseXML: number
  readonly connectionError: string
  readonly getLastError: string
  readonly closeConnection: string
  readonly getInteractiveURL: string
  readonly interactiveDone: string
  readonly interactiveRejected: string
}

/** `name` is Intuit's, to the letter; `field` is where the value stands in our call. */
export type Parameter<Field = string> = {
  readonly name: string
  readonly field: Field
  readonly type: 'string' | 'int'
}

export type ResultType = 'string' | 'int' | 'ArrayOfString'

type Operation<Kind extends QbwcKind> = {
  /** In the order of the contract, which is the order on the wire. */
  readonly parameters: readonly Parameter<Exclude<keyof QbwcCallOf<Kind>, 'kind'>>[]
  readonly result: ResultType
}

const TICKET = { name: 'ticket', field: 'ticket', type: 'string' } as const
/** The interactive operations have another name for the same ticket. */
const WC_TICKET = { name: 'wcTicket', field: 'ticket', type: 'string' } as const
const HRESULT = { name: 'hresult', field: 'hresult', type: 'string' } as const
const MESSAGE = { name: 'message', field: 'message', type: 'string' } as const

/** The whole contract (PROTOCOL §a.1): the codec and the WSDL are both read off this table. */
export const OPERATIONS: { readonly [Kind in QbwcKind]: Operation<Kind> } = {
  serverVersion: { parameters: [], result: 'string' },
  clientVersion: {
    parameters: [{ name: 'strVersion', field: 'version', type: 'string' }],
    result: 'string',
  },
  authenticate: {
    parameters: [
      { name: 'strUserName', field: 'userName', type: 'string' },
      { name: 'strPassword', field: 'password', type: 'string' },
    ],
    result: 'ArrayOfString',
  },
  sendRequestXML: {
    parameters: [
      TICKET,
      { name: 'strHCPResponse', field: 'hcpResponse', type: 'string' },
      { name: 'strCompanyFileName', field: 'companyFileName', type: 'string' },
      { name: 'qbXMLCountry', field: 'country', type: 'string' },
      { name: 'qbXMLMajorVers', field: 'majorVersion', type: 'int' },
      { name: 'qbXMLMinorVers', field: 'minorVersion', type: 'int' },
    ],
    result: 'string',
  },
  receiveResponseXML: {
    parameters: [TICKET, { name: 'response', field: 'response', type: 'string' }, HRESULT, MESSAGE],
    result: 'int',
  },
  connectionError: { parameters: [TICKET, HRESULT, MESSAGE], result: 'string' },
  getLastError: { parameters: [TICKET], result: 'string' },
  closeConnection: { parameters: [TICKET], result: 'string' },
  getInteractiveURL: {
    parameters: [WC_TICKET, { name: 'sessionID', field: 'sessionID', type: 'string' }],
    result: 'string',
  },
  interactiveDone: { parameters: [WC_TICKET], result: 'string' },
  interactiveRejected: {
    parameters: [WC_TICKET, { name: 'reason', field: 'reason', type: 'string' }],
    result: 'string',
  },
}

export function isQbwcKind(name: string): name is QbwcKind {
  return Object.hasOwn(OPERATIONS, name)
}
