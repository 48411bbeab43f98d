require('@shop/prices/list');
