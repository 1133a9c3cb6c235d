create type shipment_status as enum (
    'created', 'purchased', 'unknown', 'pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup',
    'delivered', 'return_to_sender', 'failure', 'cancelled', 'error', 'refunded');
comment on type shipment_status is 'EasyPost''s ten tracker statuses, and what a shipment is before it has a tracker or after its refund';
