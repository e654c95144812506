import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '../ui/global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '../api/queries.ts'
import { LanguageProvider } from '../ui/language.tsx'
import { Notices } from '../ui/notices.tsx'
import { theme, variables } from '../ui/theme.ts'
import { NowProvider } from '../ui/times.tsx'
import { createConsoleRouter } from './router.tsx'

const client = createQueryClient(() => {
  const { href, pathname } = router.state.location
  if (pathname === '/sign-in') return
  client.clear()
  void router.navigate({ to: '/sign-in', search: { next: href, why: 'ended' }, replace: true })
})
const router = createConsoleRouter(client)

/** The server's word for this page: styles that components write for themselves carry it, and no others are believed. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

// The dialogs' library writes a style as well, and looks for the word here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const element = document.getElementById('root')
if (element)
  createRoot(element).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <LanguageProvider>
          <QueryClientProvider client={client}>
            <NowProvider>
              <Notices />
              <RouterProvider router={router} />
            </NowProvider>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  )
