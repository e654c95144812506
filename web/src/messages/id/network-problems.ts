import type { networkProblems as english } from '../en/network-problems.ts'
import type { Translated } from '../words.ts'

export const networkProblems: Translated<typeof english> = {
  'problem.messaging.channel-unknown': 'Tidak ada saluran {channel}.',
  'problem.messaging.audio-unknown': 'Pengumuman itu sudah tidak ada.',
  'problem.messaging.channel-exists':
    'Saluran {channel} sudah ada, atau saluran lain menjangkau dengan cara yang sama.',
  'problem.messaging.notice-unknown': 'Tidak ada pemberitahuan ini: {notice}.',
  'problem.messaging.not-held': 'Pemberitahuan ini tidak lagi ditahan.',
  'problem.messaging.channel-closed': 'Tidak ada yang dikirim melalui saluran ini: {channel}.',
  'problem.messaging.bad-contact': 'Alamat ini tidak dapat dihubungi melalui {channel}.',
  'problem.messaging.place-unknown': 'Tidak ada tempat seperti ini yang dapat dikabarkan sekarang: {key}.',
  'problem.messaging.zone-unknown': 'Tidak ada zona waktu {zone}.',
  'problem.messaging.too-often': 'Terlalu sering. Coba lagi dalam {seconds, plural, other {# detik}}.',
  'problem.messaging.wrong-code': 'Kode atau tautan salah, sudah dipakai, atau terlambat.',
  'problem.messaging.link-unknown': 'Tautan ini tidak membuka apa pun.',
  'problem.messaging.subscription-unknown': 'Tidak ada langganan ini: {subscription}.',
  'problem.messaging.subscription-exists': 'Alamat ini sudah menerima kabar tentang tempat ini.',
  'problem.network.element-not-found': 'Tidak ada elemen {element}. Impor jaringan dahulu, atau perbaiki kuncinya.',
  'problem.network.unknown-parent':
    'Induk {parent} dari {element} tidak ada atau sudah dipensiunkan. Tambahkan dahulu.',
  'problem.network.circle': 'Dengan induk ini {element} akan bergantung pada dirinya sendiri. Sebutkan yang lain.',
  'problem.network.still-feeds': '{element} masih memasok elemen lain. Pindahkan ke induk lain sebelum dipensiunkan.',
  'problem.network.import-not-found': 'Tidak ada impor seperti itu.',
  'problem.network.import-over':
    '{status, select, done {Impor sudah selesai} refused {Berkas telah ditolak} failed {Impor telah gagal} stopped {Impor sudah dihentikan} other {Impor sudah berakhir}}: tidak ada lagi yang perlu dihentikan.',
  'problem.network.unknown-kind': '“{kind}” bukan sesuatu yang diimpor di sini. Yang dapat diimpor: {kinds}.',
  'problem.network.wrong-media-for-kind': '“{kind}” tidak dapat diimpor dari berkas berjenis {media}.',
  'problem.network.unknown-zone': 'Tidak ada zona waktu {zone}. Tulis, misalnya, Asia/Jakarta.',
  'problem.statuspage.unknown-service': 'Tidak ada layanan {service}.',
  'problem.subscribers.customer-not-found': 'Tidak ada pelanggan {customer}.',
  'problem.subscribers.service-not-found': 'Tidak ada layanan {service}.',
  'problem.subscribers.contact-not-found': 'Pelanggan {customer} tidak memiliki kontak itu lagi.',
  'problem.subscribers.consent-not-found': 'Pelanggan {customer} tidak memiliki persetujuan itu lagi.',
  'problem.subscribers.contact-exists': 'Pelanggan sudah memiliki kontak ini. Ubah yang lain, atau biarkan alamatnya.',
  'problem.subscribers.withdrawn-before-granted':
    'Persetujuan diberikan pada {granted}. Sebutkan waktu yang lebih lambat.',
  'problem.subscribers.erased':
    'Pelanggan telah dihapus: data pribadi {customer} sudah tidak disimpan, dan itu tidak dapat dibatalkan.',
  'problem.alarms.source-not-found': 'Tidak ada sumber alarm {source}.',
  'problem.alarms.source-taken': 'Sudah ada sumber alarm {source}. Pilih nama lain.',
  'problem.alarms.source-off': 'Sumber alarm {source} dimatikan dan tidak menerima alarm. Nyalakan dahulu.',
  'problem.alarms.bad-time-zone': 'Tidak ada zona waktu {zone}. Tulis, misalnya, Asia/Jakarta.',
  'problem.alarms.unusable':
    'Tidak ada isinya yang dapat dipakai: bukan seperti yang dikirim sumber berjenis {kind}. Mengirimnya lagi tidak menolong.',
  'problem.alarms.not-found': 'Tidak ada alarm {alarms}.',
  'problem.alarms.already-cleared': 'Alarm {alarms} sudah hilang.',
}
