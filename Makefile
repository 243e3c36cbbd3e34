# Two commands are enough on Debian 12 with Rust and Node: `make run` and `make test`. Each installs what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/yihu
TARGET := $(or $(CARGO_TARGET_DIR),target)
VENV := $(CACHE)/venv
# cargo is not on the PATH of a shell that is no login shell; the tests' Python programs are in the venv.
export PATH := $(HOME)/.cargo/bin:$(VENV)/bin:$(PATH)

BUILD_TOOLS := gcc g++ pkg-config perl mold libwebkit2gtk-4.1-dev librsvg2-dev
TEST_TOOLS := xvfb xdotool python3-gi gir1.2-gtk-3.0 imagemagick webkit2gtk-driver fonts-noto-cjk minisign qpdf poppler-utils strace faketime zip unzip python3-venv
PACKAGE_TOOLS := debootstrap xvfb x11-utils imagemagick
# The command goes into the package from where cargo put it, CARGO_TARGET_DIR or not.
DEB_FILES := {"bundle":{"linux":{"deb":{"files":{"/usr/bin/yihu":"$(abspath $(TARGET))/release/yihu"}}}}}
APT := $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300

# Installs those of the named packages that are missing; asks the package lists anew only when they do not know one.
define install
@missing=$$(for name in $(1); do dpkg-query -Wf '$${db:Status-Status}' $$name 2>/dev/null | grep -qx installed || echo $$name; done); \
[ -z "$$missing" ] || $(APT) install -y --no-install-recommends $$missing \
|| { $(APT) update && $(APT) install -y --no-install-recommends $$missing; }
endef

UI_INPUTS := $(shell find ui/src -type f ! -name '*.test.ts') ui/index.html ui/vite.config.ts ui/package-lock.json

.PHONY: help run test demo bench setup build-tools test-tools fonts types licences deb test-package clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build-tools ui/dist/index.html ## build the app and open its window
	cargo run

test: setup ui/dist/index.html ## run every check and every test
	tests/run

demo: build-tools ## do the main job without a window; the files it makes are left in out/
	cargo build -p yihu-cli
	YIHU=$(abspath $(TARGET))/debug/yihu assets/demo/run out

bench: setup ui/dist/index.html ## measure, beside the peers
	cargo build --release --workspace --bins --example empty --features yihu-desktop/driven
	cargo bench --workspace --bench clerk

setup: build-tools test-tools ui/node_modules/.package-lock.json ## install what is missing

build-tools: fonts
	$(call install,$(BUILD_TOOLS))

test-tools: $(VENV)/requirements.txt
	$(call install,$(TEST_TOOLS))

fonts: ## fetch the pinned fonts that are compiled in
	@assets/fonts/fetch

types: ## write ui/src/api/types.ts anew after a command has changed
	YIHU_BLESS=1 cargo test -p yihu-desktop typescript

licences: ## write assets/licences.json anew after a dependency has changed
	YIHU_BLESS=1 cargo test -p yihu-tests --test licences

deb: build-tools ui/dist/index.html ## build the package for Debian; it is left in $(TARGET)/release/bundle/deb
	cargo build --release -p yihu-cli
	cd src-tauri && ../ui/node_modules/.bin/tauri build --bundles deb --ci --config '$(DEB_FILES)'

test-package: deb ## install the package on a clean Debian 12, see its window, remove it (root, some minutes)
	$(call install,$(PACKAGE_TOOLS))
	tests/package/run "$$(ls -t $(TARGET)/release/bundle/deb/*.deb | head -n 1)"

clean: ## remove what was built here; the cache in ~/.cache/yihu stays
	cargo clean
	rm -rf ui/dist ui/node_modules out

$(VENV)/requirements.txt: tests/requirements.txt
	$(call install,python3-venv)
	python3 -m venv --clear $(VENV)
	$(VENV)/bin/pip install -q --disable-pip-version-check -r $<
	cp $< $@

ui/node_modules/.package-lock.json: ui/package-lock.json
	npm --prefix ui ci --loglevel=error
	touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_INPUTS)
	npm --prefix ui run build
