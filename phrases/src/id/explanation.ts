import type { explanation as english } from '../en/explanation.ts'
import type { SameKeys } from '../same-keys.ts'

export const explanation: SameKeys<typeof english> = {
  'step.interruption-counted': '{when} ({length}): dihitung',
  'step.extent-not-covered': '{when} ({length}): tidak dihitung, karena aturan ini tidak mencakup {extent}',
  'step.cause-excluded': '{when} ({length}): tidak dihitung, karena penyebabnya: {cause}. {proof}',
  'step.cause-not-covered':
    '{when} ({length}): tidak dihitung, karena aturan ini tidak menyebut penyebabnya: {cause}. {proof}',
  'step.planned-work': '{when} ({length}): tidak dihitung, karena merupakan pekerjaan terencana',
  'step.planned-work-announced':
    '{when} ({length}): tidak dihitung, karena merupakan pekerjaan terencana yang diumumkan {notice} sebelumnya',
  'step.interruption-too-short': '{when}: tidak dihitung, karena lamanya: {length}. Syarat: {limit}',
  'step.event-too-small':
    '{when} ({length}): tidak dihitung, karena kejadiannya terlalu kecil: {what, select, subscribers {pelanggan terdampak} other {lokasi terdampak}}: {found}. Batas menurut aturan: {limit}',
  'step.joined-after-onset': '{when} ({length}): tidak dihitung, karena layanan baru dimulai pada {since}',
  'step.not-in-force': 'Pada {day} aturan ini tidak berlaku. Aturan ini mengikat {period}',
  'step.not-in-force-then':
    '{when} ({length}): tidak dihitung, karena pada {day} aturan ini tidak berlaku. Aturan ini mengikat {period}',
  'step.parameter-not-set':
    'Jumlahnya tidak dapat ditentukan: operator belum menetapkan “{parameter}”. Tetapkan di "parameters" dalam kasus ini',

  'step.clock-started.onset': 'Waktu dihitung sejak gangguan mulai: {at}',
  'step.clock-started.report': 'Waktu dihitung sejak laporan pelanggan: {at}',
  'step.clock-started.known': 'Waktu dihitung sejak penyedia mengetahuinya: {at}',
  'step.clock-started.earlier-of-known-and-report':
    'Waktu dihitung sejak penyedia mengetahuinya atau pelanggan melapor: {at}',
  'step.clock-deadline': 'Masa bebas berakhir: {deadline}',
  'step.clock-not-started':
    'Waktu tidak pernah mulai dihitung: {start, select, report {tidak ada laporan pelanggan} known {tidak disebutkan kapan penyedia mengetahuinya} other {tidak ada laporan, dan tidak disebutkan kapan penyedia mengetahuinya}}',
  'step.clock-paused': 'Penghitungan waktu berhenti sejak {at}: kunjungan gagal karena pelanggan',
  'step.time-merged': '{pieces, plural, other {# gangguan}} digabung, tumpang tindih dihitung sekali: {length}',

  'step.measured': '{what}: {value}',
  'step.condition-met': '{what}: {value}. Syarat: {limit}',
  'step.condition-not-met': '{what}: {value}. Syarat: {limit}',
  'step.tier-reached': 'Tingkat yang dicapai: {limit} ({what}: {value})',
  'step.below-first-tier': 'Di bawah tingkat pertama: {limit} ({what}: {value})',
  'step.holiday-unknown': 'Hari kerja tidak dapat ditentukan: kalender hari libur “{calendar}” tidak mengenal {day}',
  'step.right-without-amount': 'Haknya ada, tetapi hukum tidak menetapkan jumlahnya',
  'step.nothing-to-count': 'Syarat terpenuhi, tetapi tidak ada yang dapat dihitung: tidak ada jumlah yang timbul',
  'step.formula': '{formula}',

  'step.service-not-covered': 'Aturan ini bukan untuk jenis layanan ini: {found}. Cakupannya: {covered}',
  'step.subscriber-not-covered': 'Aturan ini bukan untuk jenis pelanggan ini: {found}. Cakupannya: {covered}',
  'step.payment-not-covered': 'Aturan ini bukan untuk cara bayar ini: {found}. Cakupannya: {covered}',
  'step.remoteness-not-covered': 'Aturan ini bukan untuk lokasi ini: {found}. Cakupannya: {covered}',
  'step.region-not-covered': 'Aturan ini bukan untuk wilayah ini: {found}. Cakupannya: {covered}',
  'step.provider-not-designated': 'Penyedia tidak ditunjuk untuk layanan universal',
  'step.provider-not-signatory': 'Penyedia tidak menandatangani kode “{code}”',
  'step.no-head-for-service': 'Tidak ada bagian aturan yang berlaku untuk layanan ini',
  'step.other-currency': 'Aturan ini menetapkan jumlah dalam {covered}, sedangkan kasus ini dalam {found}',
  'step.short-history': 'Riwayat lebih pendek daripada yang diminta aturan; dihitung dari yang ada: {base}',
  'step.yields-to': 'Mengalah kepada: {scheme}',
  'step.paid-once':
    'Dibayar sekali per pelanggan: layanan lain milik pelanggan yang sama mendapat jumlah yang lebih besar',

  'outcome.owed': 'terutang',
  'outcome.not-owed': 'tidak terutang',
  'outcome.right-without-amount': 'hak tanpa jumlah yang ditetapkan',
  'outcome.undetermined': 'tidak dapat ditentukan',
  'outcome.covered': 'sudah tercakup di tempat lain',
  'outcome.goodwill': 'diberikan sebagai iktikad baik, tidak terutang',
  'outcome.not-law': 'belum hukum: tidak ada yang terutang',

  'figure.minimum': 'minimum yang pasti',
  'figure.recommended': 'disarankan',
  'figure.maximum': 'maksimum yang dapat dituntut',
  'figure.goodwill': 'iktikad baik, tidak terutang',

  'heading.what-happened': 'Apa yang terjadi',
  'heading.measured': 'Apa yang diukur',
  'heading.conditions': 'Syarat',
  'heading.calculation': 'Cara menghitung',
  'heading.benefits': 'Dalam bentuk lain',
  'heading.remarks': 'Catatan',
  'heading.readings': 'Teksnya terbuka, dan tafsirannya berbeda',
  'heading.settlement': 'Penyelesaian',
  'heading.sources': 'Sumber',
  'heading.not-applied': 'Tidak diterapkan, karena',
  'heading.event': 'Kejadian {number}',

  'work.greatest': 'yang terbesar dari {amounts} = {value}',
  'work.least': 'yang terkecil dari {amounts} = {value}',
  'work.together': 'seluruhnya: {sum}',
  'work.rounded-to': '(dalam kelipatan {unit})',
  'work.capped': 'batas atas aturan: {from} → {to}',
  'work.raised': 'batas bawah aturan: {from} → {to}',
  'work.final-rounding': 'dibulatkan di akhir: {from} → {to}',

  'answer.no-lines': 'Tidak ada aturan yang berlaku untuk kasus ini.',
  'answer.service': 'layanan {service}',

  'settled.automatic': 'Otomatis: pelanggan tidak perlu meminta.',
  'settled.on-claim': 'Atas permintaan: pelanggan harus mengajukannya.',
  'settled.claim-by': 'Ajukan paling lambat {date}.',
  'settled.pay-by': 'Dibayar paling lambat {date}.',
  'settled.forms': 'Bentuk: {forms}.',
  'settled.pay-on': 'Pada: {bill}.',
  'settled.late-times': 'Jika terlambat: {times} kali jumlahnya.',
  'settled.late-interest': 'Jika terlambat: bunga {rate} per bulan.',

  'benefit.line': '{quantity} {unit}: {kind}',
  'benefit.valid': 'berlaku selama {days}',
  'benefit.claim': 'diajukan dalam {days}',
  'benefit.frequency': 'seberapa sering: {frequency}',
  'benefit.price': 'harga: {price}',
  'benefit.per': '× {measure}',
}
