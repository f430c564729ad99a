/** The one store of a simulated world. */
export const STORE = {
  storeID: 'k3f9x2',
  url: 'https://larkspur.example',
  userName: 'tillbridge-k3f9x2',
  password: 'a password for the simulation',
} as const

export const LEASE = { seconds: 60, withSetSeconds: 120 } as const
