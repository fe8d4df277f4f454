#!/bin/sh
# See that this machine has what pip cannot bring: Python's venv module and the shared libraries Qt opens.
# Root gets them through apt; anyone else is shown the one line to run. Debian 12 or later, Ubuntu 24.04 or later.
set -eu

# library              package (where the name now ends in t64, as libcups2t64, apt takes the old one for it)
libraries='
libEGL.so.1            libegl1
libGL.so.1             libgl1
libX11.so.6            libx11-6
libX11-xcb.so.1        libx11-xcb1
libbrotlidec.so.1      libbrotli1
libcups.so.2           libcups2
libdbus-1.so.3         libdbus-1-3
libfontconfig.so.1     libfontconfig1
libfreetype.so.6       libfreetype6
libglib-2.0.so.0       libglib2.0-0
libgssapi_krb5.so.2    libgssapi-krb5-2
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1    libwayland-egl1
libxcb-cursor.so.0     libxcb-cursor0
libxcb-glx.so.0        libxcb-glx0
libxcb-icccm.so.4      libxcb-icccm4
libxcb-image.so.0      libxcb-image0
libxcb-keysyms.so.1    libxcb-keysyms1
libxcb-randr.so.0      libxcb-randr0
libxcb-render.so.0     libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0      libxcb-shape0
libxcb-shm.so.0        libxcb-shm0
libxcb-sync.so.1       libxcb-sync1
libxcb-util.so.1       libxcb-util1
libxcb-xfixes.so.0     libxcb-xfixes0
libxcb-xkb.so.1        libxcb-xkb1
libxkbcommon.so.0      libxkbcommon0
libxkbcommon-x11.so.0  libxkbcommon-x11-0
libz.so.1              zlib1g
libzstd.so.1           libzstd1
'

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Practice needs Python 3.11 or later; $(python3 --version) is installed here." >&2
    exit 1
fi

missing=''
python3 -c 'import ensurepip, venv' 2>/dev/null || missing='python3-venv'
if [ "$(uname -s)" = Linux ]; then
    present=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    missing="$missing$(echo "$libraries" | while read -r library package; do
        case "$present" in *"$library "*) ;; *) printf ' %s' "$package" ;; esac
    done)"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Practice needs a few things of the system. Install what holds them here; in Debian they are:$missing" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Practice needs a few things of the system. Run this line once, then the same make again:" >&2
    echo "    sudo apt-get install --no-install-recommends" $missing >&2
    exit 1
fi
echo "Installing with apt:" $missing
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends $missing >/dev/null
