import type { Language, Text } from '@pulih/kernel'
import type { ComponentStatus, PlannedStatus, PublicOutage, PublicStatus } from '../picture.ts'

/** Tags of RFC 5646, as feeds and alerts name the language of a text. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID', pl: 'pl-PL' }

/** How things are, in one word of the Statuspage vocabulary. */
export type Indicator = 'none' | 'minor' | 'major' | 'critical' | 'maintenance'

export const indicatorWords: Readonly<Record<Indicator, Text>> = {
  none: { en: 'Everything works', id: 'Semua berfungsi', pl: 'Wszystko działa' },
  minor: { en: 'Minor disruption', id: 'Gangguan kecil', pl: 'Drobne utrudnienia' },
  major: { en: 'Partial outage', id: 'Gangguan sebagian', pl: 'Częściowa awaria' },
  critical: { en: 'Major outage', id: 'Gangguan besar', pl: 'Poważna awaria' },
  maintenance: { en: 'Planned work under way', id: 'Pemeliharaan berlangsung', pl: 'Trwają prace planowe' },
}

export const componentWords: Readonly<Record<ComponentStatus, Text>> = {
  operational: { en: 'Working', id: 'Berfungsi', pl: 'Działa' },
  degraded_performance: { en: 'Degraded', id: 'Menurun', pl: 'Działa gorzej' },
  partial_outage: { en: 'Partial outage', id: 'Gangguan sebagian', pl: 'Częściowa awaria' },
  major_outage: { en: 'Outage', id: 'Gangguan total', pl: 'Awaria' },
  under_maintenance: { en: 'Planned work', id: 'Pemeliharaan', pl: 'Prace planowe' },
}

export const statusWords: Readonly<Record<PublicStatus | PlannedStatus, Text>> = {
  investigating: { en: 'Being investigated', id: 'Sedang diselidiki', pl: 'Ustalamy przyczynę' },
  identified: { en: 'Cause found', id: 'Penyebab ditemukan', pl: 'Przyczyna znana' },
  monitoring: { en: 'Repaired, being watched', id: 'Sudah diperbaiki, masih dipantau', pl: 'Naprawione, obserwujemy' },
  resolved: { en: 'Over', id: 'Sudah pulih', pl: 'Zakończone' },
  scheduled: { en: 'Planned', id: 'Direncanakan', pl: 'Zaplanowane' },
  in_progress: { en: 'Under way', id: 'Sedang berlangsung', pl: 'W toku' },
  completed: { en: 'Done', id: 'Selesai', pl: 'Wykonane' },
  cancelled: { en: 'Called off', id: 'Dibatalkan', pl: 'Odwołane' },
}

export const compensationWords: Readonly<Record<NonNullable<PublicOutage['compensation']>, Text>> = {
  'not-yet-known': { en: 'not known yet', id: 'belum diketahui', pl: 'jeszcze nieznana' },
  'being-assessed': { en: 'being worked out', id: 'sedang dihitung', pl: 'w trakcie obliczania' },
  'paid-on-the-bill': { en: 'paid on the bill', id: 'dibayar melalui tagihan', pl: 'wypłacona na rachunku' },
  none: { en: 'none', id: 'tidak ada', pl: 'brak' },
}

/** What went wrong, for those who only ask what sort of event it is. */
export const eventWords: Readonly<Record<PublicOutage['extent'], Text>> = {
  total: { en: 'Network outage', id: 'Gangguan jaringan', pl: 'Awaria sieci' },
  degraded: { en: 'Reduced network quality', id: 'Penurunan kualitas jaringan', pl: 'Pogorszona jakość sieci' },
}

export const labels = {
  history: { en: 'Outages and planned work', id: 'Gangguan dan pemeliharaan', pl: 'Awarie i prace planowe' },
  alerts: { en: 'Open outages', id: 'Gangguan yang berlangsung', pl: 'Trwające awarie' },
  plannedWork: { en: 'Planned work', id: 'Pemeliharaan terencana', pl: 'Prace planowe' },
  status: { en: 'Status', id: 'Status', pl: 'Stan' },
  since: { en: 'Since', id: 'Sejak', pl: 'Od' },
  from: { en: 'From', id: 'Mulai', pl: 'Początek' },
  until: { en: 'Until', id: 'Sampai', pl: 'Koniec' },
  restored: { en: 'Works again since', id: 'Pulih sejak', pl: 'Działa ponownie od' },
  etr: { en: 'Expected to be over', id: 'Perkiraan pulih', pl: 'Przewidywane zakończenie' },
  nextUpdate: { en: 'Next update by', id: 'Kabar berikutnya paling lambat', pl: 'Następna wiadomość do' },
  cause: { en: 'Cause', id: 'Penyebab', pl: 'Przyczyna' },
  where: { en: 'Where', id: 'Lokasi', pl: 'Gdzie' },
  hit: { en: 'Connections affected', id: 'Sambungan terdampak', pl: 'Dotknięte łącza' },
  back: { en: 'Of these, working again', id: 'Yang sudah pulih', pl: 'W tym już działające' },
  compensation: { en: 'Compensation', id: 'Kompensasi', pl: 'Rekompensata' },
  more: { en: 'More', id: 'Selengkapnya', pl: 'Więcej' },
  asOf: { en: 'As of', id: 'Per', pl: 'Stan na' },
  unreachable: {
    en: 'The status page cannot be reached.',
    id: 'Halaman status tidak dapat dijangkau.',
    pl: 'Strona stanu jest nieosiągalna.',
  },
} as const satisfies Readonly<Record<string, Text>>
