-- An employer said no for everybody there: a standing order on the domain, for whoever appears with an address at it (docs/reference/law.md#f2).
create table domain_orders (
  id uuid primary key,
  domain text not null,
  review_id uuid references reviews,
  accepted_by text not null,
  accepted_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text,
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null))
);
create unique index domain_orders_standing on domain_orders (domain) where lifted_at is null;
