create index shipments_signed_by_idx on shipments (tracker_id) where signed_by is not null;

comment on index shipments_signed_by_idx is 'for the erasure of who signed, by tracker; few rows have one';
