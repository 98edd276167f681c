# The server alone. Its PostgreSQL is another container (docker-compose.yml) or any other: set DIALOGO__DATABASE__URL.

FROM rust:1-slim-bookworm AS build
WORKDIR /src
# Debug information of lines is for development; here it would be half the image.
ENV CARGO_PROFILE_RELEASE_STRIP=debuginfo
COPY Cargo.toml Cargo.lock ./
COPY config config
COPY migrations migrations
COPY web web
COPY crates crates
# The caches outlive the build, so that a change of the sources does not build all dependencies again; the binary must leave them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --release --package dialogo-server --bin dialogo \
    && cp target/release/dialogo /usr/local/bin/dialogo

FROM debian:bookworm-slim
# The certificates that push services and stores of files are known by.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/dialogo --no-create-home --shell /usr/sbin/nologin dialogo \
    # A volume that is mounted here for the first time belongs to whom the directory belongs.
    && install --directory --owner=dialogo --group=dialogo /var/lib/dialogo
COPY --from=build /usr/local/bin/dialogo /usr/local/bin/dialogo
USER dialogo
WORKDIR /var/lib/dialogo
# Inside a container, the machine's own address is of no use to anybody else.
ENV DIALOGO__SERVER__HOST=0.0.0.0 \
    DIALOGO__SERVER__PORT=3000 \
    DIALOGO__DATA_DIR=/var/lib/dialogo
# glibc would otherwise keep the memory of password hashes for later, when the thread that made them has ended.
ENV MALLOC_MMAP_THRESHOLD_=8388608
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["dialogo", "health"]
ENTRYPOINT ["dialogo"]
CMD ["serve"]
