value = 'near'
